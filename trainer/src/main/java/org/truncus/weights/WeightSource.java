package org.truncus.weights;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.truncus.weights.source.BackboneForm;
import org.truncus.weights.source.Scheme;

/**
 * What a file's weights were made for.
 *
 * @param form the network, its strides and whether its convolutions have a bias
 * @param scheme whose names the tensors have
 * @param epsilon of batch normalisation in the source; 0 where there is none or it is that of the
 *     backbone
 * @param normalization what the source did with an image: {@code torch}, {@code caffe}, {@code
 *     mobilenet}, {@code xrv}
 */
public record WeightSource(BackboneForm form, Scheme scheme, float epsilon, String normalization) {

  /** Lower case for the name of the normalisation. */
  public WeightSource {
    normalization = normalization.toLowerCase(Locale.ROOT);
  }

  /**
   * Weights of our own.
   *
   * @param epsilon of the network's batch normalisations; 0 where there are none
   * @param normalization that they were trained under
   */
  public static WeightSource own(String backbone, float epsilon, String normalization) {
    return new WeightSource(BackboneForm.of(backbone), Scheme.TRUNCUS, epsilon, normalization);
  }

  /** The backbone that these weights fit as they are. */
  public String backbone() {
    return form.backbone();
  }

  /** What our own files carry, so that {@link WeightImport} knows them again. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(OwnMetadata.BACKBONE, backbone());
    metadata.put(OwnMetadata.NORMALIZATION, normalization);
    metadata.put(OwnMetadata.EPSILON, Float.toString(epsilon));
    return metadata;
  }

  /** The same under another normalisation. */
  public WeightSource withNormalization(String newNormalization) {
    return new WeightSource(form, scheme, epsilon, newNormalization);
  }

  /** One line for people. */
  public String text() {
    StringBuilder text = new StringBuilder(form.family());
    text.append(" of ").append(scheme.text());
    if (!form.strides().text().isEmpty()) {
      text.append(", ").append(form.strides().text());
      text.append(form.convBias() ? ", with conv bias" : ", without conv bias");
    }
    if (epsilon > 0) {
      text.append(", epsilon ").append(epsilon);
    }
    return text.append(", ").append(normalization).append(" normalisation").toString();
  }
}
