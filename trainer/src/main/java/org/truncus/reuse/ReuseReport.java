package org.truncus.reuse;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was measured between two states of a network.
 *
 * @param first what the first is: {@code runs/a, initial weights}
 * @param second what the second is
 * @param backbone of both
 * @param list the images came from
 * @param splits they were drawn from
 * @param images how many there were
 * @param options as asked for
 * @param layers the same layer in both, in order
 * @param across pairs of stage ends within one network, by the name of the network
 */
public record ReuseReport(
    String first,
    String second,
    String backbone,
    String list,
    String splits,
    int images,
    ReuseOptions options,
    List<LayerReuse> layers,
    List<Across> across) {

  /** One network's stage ends against its last one. */
  public record Across(String network, List<LayerReuse> pairs) {}

  /** Copies the lists. */
  public ReuseReport {
    layers = List.copyOf(layers);
    across = List.copyOf(across);
  }

  /** What a reader has to know, in sentences; none where all is well. */
  public List<String> notes() {
    List<String> few = layers.stream().filter(LayerReuse::fewRows).map(LayerReuse::layer).toList();
    return Stream.of(
            few.isEmpty()
                ? ""
                : "%s: fewer than %d rows a channel. Chance reaches high there and hides reuse; more images or a larger image size would help."
                    .formatted(String.join(", ", few), LayerReuse.LEAST_ROWS_PER_CHANNEL),
            "The floor is that of independent numbers. Neighbouring positions of an image aren't"
                + " independent, so real layers without anything in common would lie somewhat above"
                + " it.")
        .filter(note -> !note.isEmpty())
        .toList();
  }
}
