package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import java.nio.file.Path;
import org.truncus.train.FrozenBatchNorm;
import org.truncus.train.HeadType;
import org.truncus.train.Init;
import org.truncus.train.NetworkConfig;
import org.truncus.train.Strategy;
import picocli.CommandLine.Option;

/** Which network is built, what it starts from, and which part of it is trained. */
@Heading("Network")
final class NetworkFlags {

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      description =
          "resnet50 (torchvision's strides; resnet50-v1 has Keras', and either takes -bias),"
              + " densenet121, densenet201, cbr-large-t, cbr-large-w, cbr-small, cbr-tiny or"
              + " cbr-tiny-32 (each also with -valid), mobilenet-v1-1.0, -0.75, -0.5 or -0.25,"
              + " squeezenet-1.1 (default: resnet50).")
  private String backbone;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "scratch (default), full, truncated, layerwise, transfusion or probe: see"
              + " docs/how-to/strategies.md.")
  private String strategy;

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      description =
          "Where the network ends; with layerwise up to where it is frozen, with transfusion up to"
              + " where it keeps its width. L1, L2, … and B1 to B4 of ResNet50, stem, B1.1, …, T1"
              + " to T3 of DenseNet, L1, L2, … of the others, full (default).")
  private String cut;

  @Option(
      names = "--weights",
      paramLabel = "FILE|RUN",
      description =
          "Pretrained weights: a file of Keras, TensorFlow.js or PyTorch, safetensors, or the"
              + " folder of another run; `weights check` tries one.")
  private Path weights;

  @Option(
      names = "--init",
      paramLabel = "pretrained|random|meanvar",
      description =
          "What the backbone starts from: the weights themselves, or Gaussian noise of their mean"
              + " and variance (default: what the strategy says).")
  private String init;

  @Option(
      names = "--head",
      paramLabel = "gap|flatten",
      description =
          "What stands before the linear layer: the mean of each channel (default) or every value,"
              + " which ties the network to one image size.")
  private String head;

  @Option(
      names = "--slim-factor",
      paramLabel = "F",
      description = "By what transfusion divides the widths above the cut (default: 2).")
  private Integer slimFactor;

  @Option(
      names = "--body-lr-ratio",
      paramLabel = "R",
      description =
          "Learning rate of the backbone as a share of the head's (default: 0.1 with layerwise).")
  private Double bodyLrRatio;

  @Option(
      names = "--frozen-bn",
      paramLabel = "inference|update",
      description =
          "Whether batch normalisation of frozen layers uses its moving statistics (default) or"
              + " the batch's, which it then also updates.")
  private String frozenBn;

  @Option(
      names = "--bn-momentum",
      paramLabel = "M",
      description = "Share of the moving statistics that a step keeps (default: 0.9).")
  private Double bnMomentum;

  void settle(NetworkConfig.Builder network) {
    given(backbone, network::backbone);
    given(strategy, text -> network.strategy(Strategy.named(text)));
    given(cut, network::cut);
    given(weights, network::weights);
    given(init, text -> network.init(Init.named(text)));
    given(head, text -> network.head(HeadType.named(text)));
    given(slimFactor, network::slimFactor);
    given(bodyLrRatio, network::bodyLrRatio);
    given(frozenBn, text -> network.frozenBn(FrozenBatchNorm.named(text)));
    given(bnMomentum, network::bnMomentum);
  }
}
