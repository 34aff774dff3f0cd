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
    all.put("resnet50", () -> ResNet50.backbone(ResNet50.Options.torchvision()));
    all.put("mobilenet-v1-1.0", () -> MobileNetV1.backbone(MobileNetV1.Width.FULL));
    all.put("mobilenet-v1-0.25", () -> MobileNetV1.backbone(MobileNetV1.Width.QUARTER));
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
