package org.truncus.model;

import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Names and shapes of the signatures of every package. */
final class ServingSignatures {

  /** {@code image [N,S,S,C]}, already of the network's size. */
  static final String BATCH = "serving_default";

  /** {@code image [H,W,C]} of any size. */
  static final String ONE_IMAGE = "serving_image";

  /**
   * Name of the tensor between the fitting of one image and its normalisation, {@code [1,S,S,C]}.
   */
  static final String FITTED_NAME = "fitted";

  /** That tensor in the whole graph. Packages made before it had a name don't have it. */
  static final String FITTED = ONE_IMAGE + "/" + FITTED_NAME;

  static final String IMAGE = "image";
  static final String LOGITS = "logits";
  static final String PROBABILITIES = "probabilities";

  private static final String METHOD = "tensorflow/serving/predict";

  private ServingSignatures() {}

  /** A signature of one image input and the two outputs. */
  static SignatureDef signature(
      Output<TFloat32> image, Output<TFloat32> logits, Output<TFloat32> probabilities) {
    return SignatureDef.newBuilder()
        .setMethodName(METHOD)
        .putInputs(IMAGE, info(image))
        .putOutputs(LOGITS, info(logits))
        .putOutputs(PROBABILITIES, info(probabilities))
        .build();
  }

  /**
   * Compares the signatures in the graph with the manifest.
   *
   * @throws InvalidPackageException where they don't agree
   */
  static void check(ModelPackage model, MetaGraphDef graph) {
    PackageManifest manifest = model.manifest();
    long size = manifest.input().size();
    long channels = manifest.input().channels();
    check(model, graph, BATCH, List.of(-1L, size, size, channels));
    check(model, graph, ONE_IMAGE, List.of(-1L, -1L, channels));
  }

  private static void check(ModelPackage model, MetaGraphDef graph, String name, List<Long> image) {
    SignatureDef signature = graph.getSignatureDefMap().get(name);
    if (signature == null) {
      throw new InvalidPackageException(model.folder(), "the graph has no signature " + name);
    }
    check(model, name + " input image", signature.getInputsMap().get(IMAGE), image);
    long labels = model.manifest().labels().size();
    for (String output : List.of(LOGITS, PROBABILITIES)) {
      TensorInfo info = signature.getOutputsMap().get(output);
      long rows = info == null || name.equals(BATCH) ? -1 : rows(info);
      check(model, name + " output " + output, info, List.of(rows, labels));
    }
  }

  private static void check(
      ModelPackage model, String what, TensorInfo info, List<Long> expectedShape) {
    List<Long> found =
        info == null
            ? List.of()
            : info.getTensorShape().getDimList().stream()
                .map(TensorShapeProto.Dim::getSize)
                .toList();
    if (info == null || info.getDtype() != DataType.DT_FLOAT || !found.equals(expectedShape)) {
      throw new InvalidPackageException(
          model.folder(),
          String.format(
              "signature %s: found %s %s, the manifest expects float32 %s",
              what, info == null ? "nothing" : info.getDtype(), found, expectedShape));
    }
  }

  private static long rows(TensorInfo info) {
    return info.getTensorShape().getDimCount() == 0
        ? -1
        : info.getTensorShape().getDim(0).getSize();
  }

  private static TensorInfo info(Output<TFloat32> output) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Shape known = output.shape();
    for (long size : known.asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }
}
