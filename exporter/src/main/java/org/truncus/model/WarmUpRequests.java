package org.truncus.model;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.truncus.train.TfRecord;

/**
 * The requests that TensorFlow Serving replays before it serves a version: one grey image for each
 * signature. A TFRecord file of {@code PredictionLog} messages ({@code
 * tensorflow_serving/apis/prediction_log.proto}, {@code predict.proto}, {@code model.proto}), whose
 * few fields are written by number.
 */
final class WarmUpRequests {

  /** Where TensorFlow Serving looks for them, relative to the version folder. */
  static final String FILE = "assets.extra/tf_serving_warmup_requests";

  private static final int PREDICT_LOG = 6; // PredictionLog
  private static final int REQUEST = 1; // PredictLog
  private static final int MODEL_SPEC = 1; // PredictRequest
  private static final int INPUTS = 2;
  private static final int NAME = 1; // ModelSpec
  private static final int SIGNATURE_NAME = 3;
  private static final int KEY = 1; // entry of a map
  private static final int VALUE = 2;
  private static final float GREY = 0.5f;

  private WarmUpRequests() {}

  /** The whole file. */
  static byte[] of(PackageManifest manifest) {
    long size = manifest.input().size();
    long channels = manifest.input().channels();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      file.write(
          TfRecord.of(log(manifest.name(), ServingSignatures.BATCH, 1, size, size, channels)));
      file.write(
          TfRecord.of(log(manifest.name(), ServingSignatures.ONE_IMAGE, size, size, channels)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory
    }
    return file.toByteArray();
  }

  private static byte[] log(String model, String signature, long... shape) throws IOException {
    byte[] spec =
        message(
            out -> {
              out.writeString(NAME, model);
              out.writeString(SIGNATURE_NAME, signature);
            });
    byte[] input =
        message(
            out -> {
              out.writeString(KEY, ServingSignatures.IMAGE);
              out.writeByteArray(VALUE, grey(shape).toByteArray());
            });
    byte[] request =
        message(
            out -> {
              out.writeByteArray(MODEL_SPEC, spec);
              out.writeByteArray(INPUTS, input);
            });
    byte[] predict = message(out -> out.writeByteArray(REQUEST, request));
    return message(out -> out.writeByteArray(PREDICT_LOG, predict));
  }

  /** One value stands for all of a tensor. */
  private static TensorProto grey(long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(dimensions)
        .addFloatVal(GREY)
        .build();
  }

  /** Writes the fields of a message. */
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }
}
