package org.truncus.train;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.list.ImageList;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.list.Split;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;

/**
 * Finds out what runs would be, and refuses those that couldn't begin, without training and without
 * loading TensorFlow. Each list and each weight file is read once, so many runs cost little more
 * than one. Images aren't opened. Not thread-safe.
 */
public final class RunOutlines {

  private record ListKey(Path list, ListOptions options) {}

  private record FilledKey(Path weights, NetworkSpec spec) {}

  private final Map<ListKey, ImageList> lists = new HashMap<>();
  private final Map<Path, WeightFile> files = new HashMap<>();
  private final Set<FilledKey> filled = new HashSet<>();

  /**
   * What a run would be.
   *
   * @throws org.truncus.problem.TruncusException as {@link Training#run} would before the first
   *     step
   */
  public RunOutline of(TrainConfig asked) {
    TrainConfig settled = RunPlan.settled(asked);
    TrainingData data = TrainingData.of(list(settled.data()), settled).checked();
    List<String> labels = data.list().labels();
    Network network = Backbones.network(settled.networkSpec(labels.size()));
    String weights =
        settled.network().strategy().importsWeights()
            ? weights(settled.network().weights(), network)
            : null;
    LossFunction.of(
        data.list().task(), settled.recipe().loss(), labels, data.targetsPerRow(Split.TRAIN));
    TrainConfig config = RunPlan.labelled(settled, labels);
    return new RunOutline(
        config,
        data.list().sha256(),
        weights,
        BuiltNetwork.of(config.network(), network.spec(), network.backbone()),
        RunPlan.parameters(network, config),
        network.summary(config.input().imageSize()).macs(),
        data.record());
  }

  private ImageList list(DataConfig data) {
    return lists.computeIfAbsent(
        new ListKey(data.list(), data.listOptions()),
        key -> ListReader.read(key.list(), key.options()));
  }

  /** The digest of a file that fills the network. */
  private String weights(Path path, Network network) {
    WeightFile file = files.computeIfAbsent(path, WeightFiles::open);
    FilledKey key = new FilledKey(path, network.spec());
    if (!filled.contains(key)) {
      WeightImport.map(file, network.weightTarget());
      filled.add(key);
    }
    return file.sha256();
  }
}
