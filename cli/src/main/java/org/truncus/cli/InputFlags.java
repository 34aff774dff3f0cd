package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import org.truncus.net.Fit;
import org.truncus.train.Channels;
import org.truncus.train.InputConfig;
import picocli.CommandLine.Option;

/** What the network sees of an image. */
@Heading("Input of the network")
final class InputFlags {

  @Option(
      names = "--image-size",
      paramLabel = "PX",
      description = "Side of the network's input (default: 224).")
  private Integer imageSize;

  @Option(
      names = "--channels",
      paramLabel = "auto|1|3",
      description = "Grey or colour (default: auto, what the images are).")
  private String channels;

  @Option(
      names = "--fit",
      paramLabel = "stretch|pad|crop",
      description = "How an image becomes square (default: pad, with black).")
  private Fit fit;

  @Option(
      names = "--crop-fraction",
      paramLabel = "F",
      description =
          "Show the network the middle F of an image's side; training varies all of it (default:"
              + " 1).")
  private Double cropFraction;

  void settle(InputConfig.Builder input) {
    given(imageSize, input::imageSize);
    given(channels, text -> input.channels(Channels.named(text)));
    given(fit, input::fit);
    given(cropFraction, input::cropFraction);
  }
}
