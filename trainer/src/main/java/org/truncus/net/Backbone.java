package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truncus.problem.UsageException;

/**
 * A convolutional network as a list of blocks; a cut is an index into it. Layers above a cut are
 * never created.
 */
public final class Backbone {

  /** The name of the uncut backbone among the cuts. */
  public static final String FULL = "full";

  private final String name;
  private final Function<Narrowing, List<Block>> family;
  private final List<Block> blocks;
  private final Map<String, Integer> cuts;
  private final Map<String, String> aliases;

  /**
   * @param name as in {@link Backbones#names()}
   * @param family the blocks in order, narrowed as asked
   * @param cuts from the cut's name to the number of blocks it keeps, in increasing order
   * @param aliases other names of cuts; {@code full} is always the last one
   */
  Backbone(
      String name,
      Function<Narrowing, List<Block>> family,
      Map<String, Integer> cuts,
      Map<String, String> aliases) {
    this(name, family, Narrowing.NONE, cuts, aliases);
  }

  private Backbone(
      String name,
      Function<Narrowing, List<Block>> family,
      Narrowing narrowing,
      Map<String, Integer> cuts,
      Map<String, String> aliases) {
    this.name = name;
    this.family = family;
    this.blocks = List.copyOf(family.apply(narrowing));
    this.cuts = new LinkedHashMap<>(cuts);
    this.aliases = new LinkedHashMap<>(aliases);
    this.aliases.put(FULL, List.copyOf(cuts.keySet()).get(cuts.size() - 1));
  }

  /** The backbone's name. */
  public String name() {
    return name;
  }

  /** The cuts in order, the least first; the last one is the whole backbone. */
  public List<String> cuts() {
    return List.copyOf(cuts.keySet());
  }

  /** The cuts up to one of them, in order. */
  List<String> cutsUpTo(String cut) {
    return cuts().subList(0, cuts().indexOf(resolve(cut)) + 1);
  }

  /** Other names of cuts, for example {@code B2} for {@code L8}. */
  public Map<String, String> aliases() {
    return Map.copyOf(aliases);
  }

  /**
   * The cut's own name: {@code B2} becomes {@code L8}, {@code full} becomes {@code L17}. Case does
   * not matter.
   *
   * @throws UsageException where there is no such cut; lists those there are
   */
  public String resolve(String cut) {
    return Stream.concat(
            cuts.keySet().stream().filter(known -> known.equalsIgnoreCase(cut)),
            aliases.entrySet().stream()
                .filter(alias -> alias.getKey().equalsIgnoreCase(cut))
                .map(Map.Entry::getValue))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "backbone %s has no cut '%s'; its cuts are %s, also %s"
                        .formatted(name, cut, String.join(", ", cuts()), aliases)));
  }

  /** Whether a cut keeps the whole backbone. */
  boolean isWhole(String cut) {
    return resolve(cut).equals(resolve(FULL));
  }

  /** The nodes up to the cut, without a head. */
  public List<Node> prefix(String cut) {
    List<Node> nodes = new ArrayList<>();
    blocks.subList(0, cuts.get(resolve(cut))).forEach(block -> nodes.addAll(block.nodes()));
    return nodes;
  }

  /** The name of the layer whose output a cut keeps, for example {@code conv3_block4_out}. */
  public String tap(String cut) {
    return blocks.get(cuts.get(resolve(cut)) - 1).name();
  }

  /**
   * The smallest side of an image for which the features at the cut have at least one pixel: the
   * total stride, or more where windows do not pad.
   */
  public int minimumImageSize(String cut) {
    return NodeShapes.minimumImageSize(prefix(cut));
  }

  /**
   * The network that a specification describes.
   *
   * @throws UsageException where the specification names another backbone or an unknown cut, or
   *     slims a backbone that is cut, kept whole or can't be divided by the factor
   */
  public Network network(NetworkSpec spec) {
    if (!spec.backbone().equals(name)) {
      throw new UsageException(
          "backbone %s can't build a network of %s".formatted(name, spec.backbone()));
    }
    return new Network(spec.slim() == null ? this : slimmed(spec), spec);
  }

  private Backbone slimmed(NetworkSpec spec) {
    Slim slim = spec.slim();
    if (!isWhole(spec.cut())) {
      throw new UsageException(
          "a slim network has all blocks of %s, but the cut %s leaves some out; cut at %s"
              .formatted(name, spec.cut(), FULL));
    }
    if (isWhole(slim.keep())) {
      throw new UsageException(
          "a slim %s that keeps everything up to %s has nothing left to slim; keep one of %s"
              .formatted(name, slim.keep(), String.join(", ", cuts().subList(0, cuts.size() - 1))));
    }
    Narrowing narrowing = new Narrowing(cuts.get(resolve(slim.keep())), slim.factor());
    return new Backbone(name, family, narrowing, cuts, aliases);
  }
}
