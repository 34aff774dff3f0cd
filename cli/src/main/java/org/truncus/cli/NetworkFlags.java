package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import java.nio.file.Path;
import org.truncus.train.NetworkConfig;
import org.truncus.train.Strategy;
import picocli.CommandLine.Option;

/** Which network is built, and what it starts from. */
final class NetworkFlags {

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      description = "resnet50, mobilenet-v1-1.0 or mobilenet-v1-0.25.")
  private String backbone;

  @Option(names = "--strategy", paramLabel = "NAME", description = "scratch, full or truncated.")
  private String strategy;

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      description =
          "Where the network ends: L1, L2, … of any backbone, B1 to B3 of ResNet50, full.")
  private String cut;

  @Option(
      names = "--weights",
      paramLabel = "FILE|RUN",
      description =
          "Pretrained weights: a file of Keras, TensorFlow.js or PyTorch, safetensors, or the"
              + " folder of another run; `weights check` tries one.")
  private Path weights;

  void settle(NetworkConfig.Builder network) {
    given(backbone, network::backbone);
    given(strategy, text -> network.strategy(Strategy.named(text)));
    given(cut, network::cut);
    given(weights, network::weights);
  }
}
