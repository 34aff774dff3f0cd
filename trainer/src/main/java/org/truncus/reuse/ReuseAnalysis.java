package org.truncus.reuse;

import java.util.ArrayList;
import java.util.List;
import org.truncus.list.ListRow;
import org.truncus.net.FeatureShape;
import org.truncus.net.Stage;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.train.FeatureReader;
import org.truncus.train.Positions;

/**
 * Measures the reuse of features between two networks of one backbone, and across the stages of
 * each. Images are read in as many passes as keeps the rows of a pass within a quarter of the heap.
 */
public final class ReuseAnalysis {

  /** So many rows are kept of narrow layers, too: they cost little, and lower the floor. */
  static final int LEAST_ROWS = 20_000;

  private static final long BYTES = Runtime.getRuntime().maxMemory() / 4;

  private final List<ListRow> images;
  private final ReuseOptions options;
  private final Svcca svcca;
  private final Progress progress;

  /**
   * @param images the same ones for both networks
   * @param progress is told what happens
   */
  public ReuseAnalysis(List<ListRow> images, ReuseOptions options, Progress progress) {
    this.images = List.copyOf(images);
    this.options = options;
    this.svcca = new Svcca(options.variance(), options.seed());
    this.progress = progress;
  }

  private record Pair(String layer, String stage, String against, Positions positions, long bytes) {

    FeatureReader.Request first() {
      return new FeatureReader.Request(layer, positions);
    }

    FeatureReader.Request second() {
      return new FeatureReader.Request(against, positions);
    }
  }

  /**
   * The same layers in two networks.
   *
   * @throws UsageException where the networks have different backbones, or lack a cut asked for
   */
  public List<LayerReuse> layers(FeatureReader first, FeatureReader second) {
    String backbone = first.backbone().name();
    if (!backbone.equals(second.backbone().name())) {
      throw new UsageException(
          "reuse compares layers of one backbone; the runs have %s and %s"
              .formatted(backbone, second.backbone().name()));
    }
    List<String> common = first.cuts().size() < second.cuts().size() ? first.cuts() : second.cuts();
    List<Pair> pairs = new ArrayList<>();
    for (String cut : asked(first, common)) {
      pairs.add(pair(cut, stage(first, cut), cut, first.shape(cut), second.shape(cut)));
    }
    return measured(pairs, first, second);
  }

  /** The stage ends of one network against its own end. */
  public List<LayerReuse> across(FeatureReader network) {
    List<String> cuts = network.cuts();
    String last = cuts.get(cuts.size() - 1);
    List<Pair> pairs = new ArrayList<>();
    for (Stage stage : Stage.of(network.backbone())) {
      String end = stage.end();
      if (cuts.contains(end) && !end.equals(last)) {
        pairs.add(pair(end, stage.name(), last, network.shape(end), network.shape(last)));
      }
    }
    return measured(pairs, network, network);
  }

  private List<String> asked(FeatureReader first, List<String> common) {
    List<String> asked = options.cuts().stream().map(first.backbone()::resolve).distinct().toList();
    asked.stream()
        .filter(cut -> !common.contains(cut))
        .findFirst()
        .ifPresent(
            cut -> {
              throw new UsageException(
                  "--cuts: %s lies beyond the end of a network; the cuts of both are %s"
                      .formatted(cut, String.join(", ", common)));
            });
    return asked.isEmpty() ? common : asked;
  }

  private static String stage(FeatureReader network, String cut) {
    return Stage.of(network.backbone()).stream()
        .filter(stage -> stage.cuts().contains(cut))
        .map(Stage::name)
        .findFirst()
        .orElseThrow();
  }

  /** On the coarser of the two grids. */
  private Pair pair(
      String layer, String stage, String against, FeatureShape first, FeatureShape second) {
    int height = Math.min(first.height(), second.height());
    int width = Math.min(first.width(), second.width());
    int channels = Math.max(first.channels(), second.channels());
    int most = Math.max(LEAST_ROWS, Math.multiplyExact(options.rowsPerChannel(), channels));
    Positions positions =
        Positions.sample(images.size(), height, width, most, options.seed() + layer.hashCode());
    long bytes =
        (long) Float.BYTES * positions.chosen().length * (first.channels() + second.channels());
    return new Pair(layer, stage, against, positions, bytes);
  }

  private List<LayerReuse> measured(List<Pair> pairs, FeatureReader first, FeatureReader second) {
    List<LayerReuse> found = new ArrayList<>();
    int at = 0;
    while (at < pairs.size()) {
      int end = at + 1;
      long bytes = pairs.get(at).bytes();
      while (end < pairs.size() && bytes + pairs.get(end).bytes() <= BYTES) {
        bytes += pairs.get(end).bytes();
        end++;
      }
      found.addAll(group(pairs.subList(at, end), first, second));
      at = end;
    }
    return found;
  }

  private List<LayerReuse> group(List<Pair> pairs, FeatureReader first, FeatureReader second) {
    List<FeatureReader.Rows> ofFirst =
        first.read(images, pairs.stream().map(Pair::first).toList(), progress);
    List<FeatureReader.Rows> ofSecond =
        second.read(images, pairs.stream().map(Pair::second).toList(), progress);
    List<LayerReuse> found = new ArrayList<>();
    try (Progress.Task task = progress.begin("comparing layers", pairs.size())) {
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        task.at(i, pair.layer());
        found.add(
            svcca.of(
                pair.layer(),
                pair.stage(),
                pair.against(),
                features(ofFirst.get(i)),
                features(ofSecond.get(i))));
      }
    }
    return found;
  }

  private static Features features(FeatureReader.Rows rows) {
    return new Features(rows.rows(), rows.channels(), rows.values());
  }
}
