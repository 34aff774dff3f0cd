package org.truncus.weights;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which network a file was made for, told from its content. Names and shapes alone do not tell
 * strides or normalisation, so only sources that are known are imported.
 *
 * @param backbone the name of the backbone
 * @param normalization what the source did with an image: {@code mobilenet}, {@code torch}, {@code
 *     caffe}
 */
public record WeightSource(String backbone, String normalization) {

  /** Metadata of our own files: the backbone's name. */
  private static final String BACKBONE = "truncus.backbone";

  /** Metadata of our own files: the name of the normalisation. */
  private static final String NORMALIZATION = "truncus.normalization";

  private static final Map<Integer, String> MOBILENET_WIDTHS =
      Map.of(32, "mobilenet-v1-1.0", 8, "mobilenet-v1-0.25");

  /** What our own files carry, so that {@link WeightImport} knows them again. */
  public Map<String, String> metadata() {
    return Map.of(BACKBONE, backbone, NORMALIZATION, normalization);
  }

  static Optional<WeightSource> of(WeightFile file) {
    String backbone = file.metadata().get(BACKBONE);
    String normalization = file.metadata().get(NORMALIZATION);
    if (backbone != null && normalization != null) {
      return Optional.of(new WeightSource(backbone, normalization.toLowerCase(Locale.ROOT)));
    }
    WeightTensor stem = file.tensors().get("conv1.kernel");
    if (stem != null
        && stem.shape().length == 4
        && file.tensors().containsKey("conv_dw_1.depthwise_kernel")) {
      return Optional.ofNullable(MOBILENET_WIDTHS.get(stem.shape()[3]))
          .map(name -> new WeightSource(name, "mobilenet"));
    }
    if (file.tensors().containsKey("fire2_squeeze1x1.kernel")) {
      return Optional.of(new WeightSource("squeezenet-1.1", "caffe"));
    }
    return Optional.empty();
  }
}
