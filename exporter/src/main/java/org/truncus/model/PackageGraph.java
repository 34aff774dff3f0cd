package org.truncus.model;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.list.Task;
import org.truncus.net.ConstantWeights;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.weights.WeightTensor;

/**
 * The graph of a package: preprocessing, network up to its cut, calibration, and nothing else. The
 * weights are constants, so there are no variables, no saver and nothing that touches a file; the
 * same weights give the same bytes.
 *
 * @param network the layers
 * @param weights by name, read only
 * @param preprocessing what happens to an image before the network
 * @param task sigmoid or softmax
 * @param calibration of each label, in the order of the outputs
 */
record PackageGraph(
    Network network,
    Map<String, WeightTensor> weights,
    Preprocessing preprocessing,
    Task task,
    List<LabelCalibration> calibration) {

  /** Writes a graph as {@code saved_model.pb}: equal graphs give equal bytes. */
  static void write(SavedModel model, OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out, 1 << 16);
    coded.useDeterministicSerialization();
    model.writeTo(coded);
    coded.flush();
  }

  /**
   * The whole as a message.
   *
   * @throws IllegalStateException where it holds what no runner would load: an operation that a new
   *     layer brought and {@link OperationCheck} doesn't know yet
   */
  SavedModel savedModel() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      ConstantWeights constants = new ConstantWeights(tf, weights);
      SignatureDef batch = batch(tf, constants);
      SignatureDef oneImage = oneImage(tf, constants);
      MetaGraphDef.MetaInfoDef info =
          MetaGraphDef.MetaInfoDef.newBuilder()
              .addTags(SavedModelBundle.DEFAULT_TAG)
              .setTensorflowVersion(TensorFlow.version())
              .build();
      MetaGraphDef meta =
          MetaGraphDef.newBuilder()
              .setMetaInfoDef(info)
              .setGraphDef(graph.toGraphDef())
              .putSignatureDef(ServingSignatures.BATCH, batch)
              .putSignatureDef(ServingSignatures.ONE_IMAGE, oneImage)
              .build();
      OperationCheck.objection(meta)
          .ifPresent(
              objection -> {
                throw new IllegalStateException("the exported graph " + objection);
              });
      return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
    }
  }

  private SignatureDef batch(Ops root, ConstantWeights constants) {
    int size = preprocessing.imageSize();
    Ops tf = root.withSubScope(ServingSignatures.BATCH);
    Placeholder<TFloat32> image =
        image(tf, Shape.of(Shape.UNKNOWN_SIZE, size, size, preprocessing.channels()));
    return outputs(tf, constants, image, image);
  }

  private SignatureDef oneImage(Ops root, ConstantWeights constants) {
    Ops tf = root.withSubScope(ServingSignatures.ONE_IMAGE);
    Placeholder<TFloat32> image =
        image(tf, Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, preprocessing.channels()));
    Operand<TFloat32> fitted = PreprocessGraph.fit(tf.withSubScope("fit"), image, preprocessing);
    Operand<TFloat32> batch =
        tf.withName(ServingSignatures.FITTED_NAME).expandDims(fitted, tf.constant(0));
    return outputs(tf, constants, image, batch);
  }

  private static Placeholder<TFloat32> image(Ops tf, Shape shape) {
    return tf.withName(ServingSignatures.IMAGE)
        .placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private SignatureDef outputs(
      Ops tf, ConstantWeights constants, Placeholder<TFloat32> image, Operand<TFloat32> images) {
    Operand<TFloat32> normalised =
        PreprocessGraph.normalise(tf.withSubScope("normalise"), images, preprocessing);
    Operand<TFloat32> logits =
        tf.withName(ServingSignatures.LOGITS)
            .identity(network.logits(tf, normalised, constants, Mode.INFERENCE));
    Operand<TFloat32> probabilities =
        CalibrationGraph.probabilities(
            tf, logits, calibration, task, ServingSignatures.PROBABILITIES);
    return ServingSignatures.signature(
        image.asOutput(), logits.asOutput(), probabilities.asOutput());
  }
}
