package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.truncus.list.SplitRatios;
import org.truncus.list.Uncertain;
import org.truncus.net.Fit;
import org.truncus.train.Augment;
import org.truncus.train.Channels;
import org.truncus.train.ComputeConfig;
import org.truncus.train.DataConfig;
import org.truncus.train.Device;
import org.truncus.train.InputConfig;
import org.truncus.train.Loss;
import org.truncus.train.NetworkConfig;
import org.truncus.train.PlateauOptions;
import org.truncus.train.RecipeConfig;
import org.truncus.train.Strategy;
import org.truncus.train.TrainConfig;
import org.truncus.train.TrainConfigBuilder;
import picocli.CommandLine.Option;

/** The options of a training run, as flags; what isn't given keeps the default of the trainer. */
final class TrainingOptions {

  @Option(names = "--root", paramLabel = "DIR", description = "Folder that image paths start from.")
  private Path root;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "LABEL",
      description = "Findings to learn (default: all of the list).")
  private List<String> labels;

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      description =
          "resnet50, densenet121, cbr-small, mobilenet-v1-0.25, squeezenet-1.1 or another; a name"
              + " that is unknown is answered with all there are.")
  private String backbone;

  @Option(names = "--strategy", paramLabel = "NAME", description = "scratch, full or truncated.")
  private String strategy;

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      description =
          "Where the network ends: L1, L2, … of most backbones, B1 to B4 of ResNet50; stem, B1.1,"
              + " …, T1 to T3 of DenseNet; full.")
  private String cut;

  @Option(
      names = "--weights",
      paramLabel = "FILE|RUN",
      description = "Pretrained weights: a Keras HDF5 file, or the folder of another run.")
  private Path weights;

  @Option(names = "--image-size", paramLabel = "PX", description = "Side of the network's input.")
  private Integer imageSize;

  @Option(
      names = "--channels",
      paramLabel = "auto|1|3",
      description = "Grey or colour (auto: what the images are).")
  private String channels;

  @Option(
      names = "--fit",
      paramLabel = "stretch|pad|crop",
      description = "How an image becomes square.")
  private Fit fit;

  @Option(names = "--epochs", paramLabel = "N", description = "At most so many.")
  private Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Images in a step.")
  private Integer batch;

  @Option(names = "--lr", paramLabel = "RATE", description = "Learning rate of Adam at the start.")
  private Double lr;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "crossentropy, or balanced: the rarer answer weighs more.")
  private String loss;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without improvement before the rate is halved.")
  private Integer patience;

  @Option(
      names = "--augment",
      paramLabel = "none|medical",
      description = "How training images are varied.")
  private String augment;

  @Option(names = "--seed", paramLabel = "N", description = "Of splits, weights and order.")
  private Long seed;

  @Option(
      names = "--split",
      paramLabel = "T/V/T",
      description = "Shares of train, val and test by patient, for a list without splits.")
  private String split;

  @Option(
      names = "--uncertain",
      paramLabel = "ones|zeros|ignore",
      description = "What a label of -1 counts as.")
  private Uncertain uncertain;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where to compute.")
  private String device;

  @Option(names = "--threads", paramLabel = "N", description = "0 for all cores.")
  private Integer threads;

  /** The configuration that these flags describe. */
  TrainConfig config(Path list) {
    TrainConfigBuilder builder = TrainConfig.builder();
    given(seed, builder::seed);
    return builder
        .data(data -> data(data.list(list)))
        .input(this::input)
        .network(this::network)
        .recipe(this::recipe)
        .compute(this::compute)
        .build();
  }

  private void data(DataConfig.Builder data) {
    given(root, data::root);
    given(labels, data::labels);
    given(split, text -> data.split(SplitRatios.parse(text)));
    given(uncertain, data::uncertain);
  }

  private void input(InputConfig.Builder input) {
    given(imageSize, input::imageSize);
    given(channels, text -> input.channels(Channels.named(text)));
    given(fit, input::fit);
  }

  private void network(NetworkConfig.Builder network) {
    given(backbone, network::backbone);
    given(strategy, text -> network.strategy(Strategy.named(text)));
    given(cut, network::cut);
    given(weights, network::weights);
  }

  private void recipe(RecipeConfig.Builder recipe) {
    given(epochs, recipe::epochs);
    given(batch, recipe::batch);
    given(lr, recipe::lr);
    given(loss, text -> recipe.loss(Loss.named(text)));
    given(patience, value -> recipe.plateau(withPatience(value)));
    given(augment, text -> recipe.augment(Augment.named(text)));
  }

  private void compute(ComputeConfig.Builder compute) {
    given(device, text -> compute.device(Device.named(text)));
    given(threads, compute::threads);
  }

  private static PlateauOptions withPatience(int patience) {
    PlateauOptions standard = PlateauOptions.standard();
    return new PlateauOptions(standard.factor(), patience, standard.threshold(), standard.minLr());
  }

  /** Hands on a flag that was given; the others keep the trainer's default. */
  private static <T> void given(T flag, Consumer<T> setting) {
    if (flag != null) {
      setting.accept(flag);
    }
  }
}
