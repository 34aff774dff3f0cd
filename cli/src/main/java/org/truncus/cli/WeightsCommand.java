package org.truncus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code truncus weights}: what concerns files of pretrained weights. */
@Command(
    name = "weights",
    description = "Looks into weight files, tries them on a network, writes them for others.",
    subcommands = {
      WeightsInspectCommand.class,
      WeightsCheckCommand.class,
      WeightsConvertCommand.class
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus weights inspect resnet50-0676ba61.pth",
      "  truncus weights check resnet50-0676ba61.pth --backbone resnet50 --cut B2",
      "  truncus weights convert runs/a --to torchvision --out a.safetensors%n"
    })
final class WeightsCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
