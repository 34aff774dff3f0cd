package org.truncus.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.truncus.problem.UsageException;

/** The backbones by name. */
public final class Backbones {

  private Backbones() {}

  private static Map<String, Supplier<Backbone>> all() {
    Map<String, Supplier<Backbone>> all = new LinkedHashMap<>();
    for (ResNet50.Variant variant : ResNet50.Variant.values()) {
      all.put(variant.backbone(), () -> ResNet50.backbone(variant));
    }
    for (DenseNet.Depth depth : DenseNet.Depth.values()) {
      all.put(depth.backbone(), () -> DenseNet.backbone(depth));
    }
    for (Cbr.Size size : Cbr.Size.values()) {
      for (Padding padding : Padding.values()) {
        all.put(Cbr.name(size, padding), () -> Cbr.backbone(size, Cbr.Options.padded(padding)));
      }
    }
    for (MobileNetV1.Width width : MobileNetV1.Width.values()) {
      all.put(width.backbone(), () -> MobileNetV1.backbone(width));
    }
    all.put(SqueezeNet.NAME, SqueezeNet::backbone);
    return all;
  }

  /** The known names. */
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  /**
   * The backbone of this name.
   *
   * @throws UsageException where there is none; lists those there are
   */
  public static Backbone byName(String name) {
    Supplier<Backbone> backbone = all().get(name);
    if (backbone == null) {
      throw new UsageException(
          "there is no backbone '%s'; known are %s".formatted(name, String.join(", ", names())));
    }
    return backbone.get();
  }

  /** The network that a specification describes. */
  public static Network network(NetworkSpec spec) {
    return byName(spec.backbone()).network(spec);
  }
}
