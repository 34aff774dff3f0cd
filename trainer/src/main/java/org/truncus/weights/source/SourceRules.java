package org.truncus.weights.source;

import java.util.List;
import java.util.Optional;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.OwnMetadata;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightFile;

/** Tells which network a file's weights belong to. */
public final class SourceRules {

  private static final String KNOWN =
      "known are ResNet50, DenseNet121 and 201, MobileNet v1 and SqueezeNet 1.1 of Keras, ResNet50"
          + " and DenseNet121 and 201 of torchvision and timm, and our own runs";

  private SourceRules() {}

  /**
   * Recognises a file.
   *
   * @param hint the backbone that is wanted, which decides where the lower layers of several look
   *     the same; empty where none is
   * @throws UnsupportedWeightsException where the network is not known, or known to be one that is
   *     not handled
   * @throws org.truncus.weights.InvalidWeightsException where the file holds several networks
   */
  public static Recognised recognise(WeightFile file, String hint) {
    Recognised recognised =
        own(file)
            .or(() -> TorchvisionRule.recognise(file, hint))
            .or(() -> KerasRule.recognise(file, hint))
            .or(() -> KerasOrderRule.recognise(file, hint))
            .orElseThrow(
                () ->
                    new UnsupportedWeightsException(
                        "%s: can't tell which network these %d tensors belong to (first: %s); %s"
                            .formatted(
                                file.path(),
                                file.tensors().size(),
                                List.copyOf(file.tensors().keySet())
                                    .subList(0, Math.min(3, file.tensors().size())),
                                KNOWN)));
    String normalization = file.metadata().get(OwnMetadata.NORMALIZATION);
    return normalization == null
        ? recognised
        : new Recognised(
            recognised.source().withNormalization(normalization), recognised.tensors());
  }

  /** Our own files say what they are. */
  private static Optional<Recognised> own(WeightFile file) {
    String backbone = file.metadata().get(OwnMetadata.BACKBONE);
    String normalization = file.metadata().get(OwnMetadata.NORMALIZATION);
    if (backbone == null || normalization == null) {
      return Optional.empty();
    }
    RecognisedBuilder builder = new RecognisedBuilder(file, Scheme.TRUNCUS);
    file.tensors().forEach((name, tensor) -> builder.put(name, tensor, Layout.SAME));
    return Optional.of(builder.build(BackboneForm.of(backbone), epsilon(file), normalization));
  }

  private static float epsilon(WeightFile file) {
    String text = file.metadata().getOrDefault(OwnMetadata.EPSILON, "0");
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new InvalidWeightsException(
          "%s: its epsilon is '%s', which is no number".formatted(file.path(), text), e);
    }
  }
}
