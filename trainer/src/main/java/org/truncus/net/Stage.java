package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A part of a backbone whose end is a natural place to cut: what the literature calls a block. It
 * ends where the family says so ({@code B1} to {@code B4} of ResNet, {@code T1} to {@code T3} of
 * DenseNet and its end); in families without such names, at the last cut before the features become
 * smaller.
 *
 * @param name of its end as people say it: {@code B3}, {@code T2}, {@code L5}, {@code full}
 * @param cuts in order; the last one is its end
 */
public record Stage(String name, List<String> cuts) {

  private static final Pattern NAMED_END = Pattern.compile("[BT]\\d+");

  /** Large enough for every cut of every backbone, padded or not. */
  private static final int IMAGE_SIZE = 224;

  /** Copies the list. */
  public Stage {
    cuts = List.copyOf(cuts);
  }

  /** The cut that keeps the whole stage. */
  public String end() {
    return cuts.get(cuts.size() - 1);
  }

  /** The stages of a backbone in order; every cut is in one of them. */
  public static List<Stage> of(Backbone backbone) {
    Map<String, String> ends = namedEnds(backbone);
    if (ends.isEmpty()) {
      ends = resolutionEnds(backbone);
    }
    String last = backbone.resolve(Backbone.FULL);
    ends.putIfAbsent(last, Backbone.FULL);
    List<Stage> stages = new ArrayList<>();
    List<String> cuts = new ArrayList<>();
    for (String cut : backbone.cuts()) {
      cuts.add(cut);
      if (ends.containsKey(cut)) {
        stages.add(new Stage(ends.get(cut), cuts));
        cuts.clear();
      }
    }
    return List.copyOf(stages);
  }

  private static Map<String, String> namedEnds(Backbone backbone) {
    Map<String, String> ends = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>(backbone.aliases().keySet());
    names.addAll(backbone.cuts());
    names.stream()
        .filter(name -> NAMED_END.matcher(name).matches())
        .forEach(name -> ends.put(backbone.resolve(name), name));
    return ends;
  }

  private static Map<String, String> resolutionEnds(Backbone backbone) {
    Map<String, FeatureShape> shapes =
        NodeShapes.infer(
            backbone.prefix(Backbone.FULL), new FeatureShape(IMAGE_SIZE, IMAGE_SIZE, 3));
    Map<String, String> ends = new LinkedHashMap<>();
    String before = null;
    for (String cut : backbone.cuts()) {
      FeatureShape shape = shapes.get(backbone.tap(cut));
      if (before != null && shape.area() < shapes.get(backbone.tap(before)).area()) {
        ends.put(before, before);
      }
      before = cut;
    }
    ends.put(before, before);
    return ends;
  }
}
