package org.truncus.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/**
 * Looks into a SavedModel before TensorFlow does. A graph is a program: it may read and write
 * files. Only the operations that an exported network is made of are let through, and nothing that
 * would run at loading.
 */
final class OperationCheck {

  private static final Set<String> ALLOWED =
      Set.of(
          "Add",
          "AddN",
          "AddV2",
          "AvgPool",
          "BiasAdd",
          "BroadcastTo",
          "Cast",
          "ConcatV2",
          "Const",
          "Conv2D",
          "DepthwiseConv2dNative",
          "Div",
          "ExpandDims",
          "Fill",
          "FloorDiv",
          "FusedBatchNormV3",
          "Gather",
          "GatherV2",
          "Identity",
          "MatMul",
          "Max",
          "MaxPool",
          "MaxPoolV2",
          "Maximum",
          "Mean",
          "Min",
          "Minimum",
          "MirrorPad",
          "Mul",
          "Neg",
          "NoOp",
          "Pack",
          "Pad",
          "PadV2",
          "Placeholder",
          "Range",
          "RealDiv",
          "Relu",
          "Relu6",
          "Reshape",
          "ReverseV2",
          "ScaleAndTranslate",
          "Shape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Softplus",
          "Split",
          "Sqrt",
          "Square",
          "Squeeze",
          "StopGradient",
          "StridedSlice",
          "Sub",
          "Sum",
          "Tile",
          "Transpose");

  private OperationCheck() {}

  /**
   * Checks {@code saved_model.pb}.
   *
   * @param folder for messages
   * @throws InvalidPackageException where it holds another number of graphs than one
   * @throws UnsupportedPackageException where it holds an operation that isn't let through
   */
  static void check(Path folder, SavedModel model) {
    if (model.getMetaGraphsCount() != 1) {
      throw new InvalidPackageException(
          folder, "saved_model.pb holds " + model.getMetaGraphsCount() + " graphs, expected 1");
    }
    Optional<String> objection = objection(model.getMetaGraphs(0));
    if (objection.isPresent()) {
      throw new UnsupportedPackageException(
          folder, "saved_model.pb " + objection.get() + ", which is not allowed");
    }
  }

  /** What is not allowed about a graph; empty where it may be loaded. */
  static Optional<String> objection(MetaGraphDef graph) {
    if (graph.getCollectionDefCount() > 0
        || graph.getAssetFileDefCount() > 0
        || !graph.getSaverDef().getRestoreOpName().isEmpty()
        || graph.getSignatureDefMap().containsKey("__saved_model_init_op")) {
      return Optional.of("asks to run operations at loading");
    }
    Optional<String> operation = operation(graph.getGraphDef().getNodeList());
    if (operation.isPresent()) {
      return operation;
    }
    for (FunctionDef function : graph.getGraphDef().getLibrary().getFunctionList()) {
      String name = function.getSignature().getName();
      return Optional.of(
          operation(function.getNodeDefList())
                  .map(found -> found + " in the function " + name)
                  .orElse("holds the function " + name)
              + ", and no exported graph has functions");
    }
    return Optional.empty();
  }

  private static Optional<String> operation(List<NodeDef> nodes) {
    return nodes.stream()
        .filter(node -> !ALLOWED.contains(node.getOp()))
        .map(node -> "holds the operation " + node.getOp() + " (" + node.getName() + ")")
        .findFirst();
  }
}
