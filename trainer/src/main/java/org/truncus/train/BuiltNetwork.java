package org.truncus.train;

import org.truncus.net.Backbone;
import org.truncus.net.NetworkSpec;
import org.truncus.net.Slim;

/**
 * What a strategy made of a backbone and a cut, for run records and model packages.
 *
 * @param backbone such as {@code resnet50}
 * @param cut where the network ends, by its exact name
 * @param whole whether that is the end of the backbone
 * @param head {@code gap} or {@code flatten}
 * @param frozenUpTo the cut up to which no weight was trained; null where all were
 * @param slimAbove the cut above which the network is narrower than the backbone; null where it
 *     isn't
 * @param slimFactor by what widths are divided there; null where they aren't
 */
public record BuiltNetwork(
    String backbone,
    String cut,
    boolean whole,
    String head,
    String frozenUpTo,
    String slimAbove,
    Integer slimFactor) {

  /** What a network came to. */
  static BuiltNetwork of(NetworkConfig config, NetworkSpec spec, Backbone backbone) {
    String cut = backbone.resolve(spec.cut());
    Slim slim = spec.slim();
    return new BuiltNetwork(
        spec.backbone(),
        cut,
        cut.equals(backbone.resolve(Backbone.FULL)),
        spec.head().text(),
        config.strategy().freezes() ? backbone.resolve(config.cut()) : null,
        slim == null ? null : backbone.resolve(slim.keep()),
        slim == null ? null : slim.factor());
  }

  /** For people: {@code resnet50 cut at L8}, {@code whole resnet50, frozen up to L8}. */
  public String words() {
    StringBuilder words =
        new StringBuilder(whole ? "whole " + backbone : backbone + " cut at " + cut);
    if (slimAbove != null) {
      words.append(", widths divided by ").append(slimFactor).append(" above ").append(slimAbove);
    }
    if (frozenUpTo != null) {
      words.append(frozenUpTo.equals(cut) ? ", all frozen" : ", frozen up to " + frozenUpTo);
    }
    if (!head.equals(HeadType.GAP.text())) {
      words.append(", ").append(head).append(" head");
    }
    return words.toString();
  }
}
