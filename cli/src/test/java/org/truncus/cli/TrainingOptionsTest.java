package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Blank;
import org.truncus.list.ListFormat;
import org.truncus.list.Uncertain;
import org.truncus.net.Fit;
import org.truncus.problem.UsageException;
import org.truncus.train.Augment;
import org.truncus.train.CosineSchedule;
import org.truncus.train.Loss;
import org.truncus.train.OptimizerConfig;
import org.truncus.train.OptimizerKind;
import org.truncus.train.PlateauSchedule;
import org.truncus.train.Precision;
import org.truncus.train.RecipeConfig;
import org.truncus.train.Sampling;
import org.truncus.train.Selection;
import org.truncus.train.TrainConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From the flags of {@code train} to its configuration. */
class TrainingOptionsTest {

  @TempDir private Path folder;

  @Command(name = "train")
  private static final class Host {
    @Mixin private TrainingOptions options;
  }

  private static TrainConfig config(String... arguments) {
    Host host = new Host();
    new CommandLine(host)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .parseArgs(arguments);
    return host.options.config(Path.of("list.csv"));
  }

  @Test
  void withoutFlagsTheTrainersDefaultsHold() {
    TrainConfig defaults =
        TrainConfig.builder().data(data -> data.list(Path.of("list.csv"))).build();
    assertThat(config()).isEqualTo(defaults);
  }

  @Test
  void everyFlagOfTheRecipeHasItsPlace() {
    RecipeConfig recipe =
        config(
                "--optimizer=sgd",
                "--momentum=0.8",
                "--nesterov",
                "--weight-decay=0.001",
                "--clip-norm=2",
                "--batch=24",
                "--accumulate=3",
                "--lr=0.01",
                "--schedule=cosine",
                "--min-lr=1e-5",
                "--warmup=0.5",
                "--epochs=7",
                "--loss=focal",
                "--gamma=1.5",
                "--pos-weight=Edema=2,Pleural Effusion=0.5",
                "--sampling=balanced",
                "--augment=paper",
                "--no-flip",
                "--select=auprc",
                "--early-stop=3")
            .recipe();
    assertThat(recipe.optimizer())
        .isEqualTo(new OptimizerConfig(OptimizerKind.SGD, 0.001, 0.8, true, 2));
    assertThat(recipe.batch()).isEqualTo(24);
    assertThat(recipe.accumulate()).isEqualTo(3);
    assertThat(recipe.lr()).isEqualTo(0.01);
    assertThat(recipe.schedule()).isEqualTo(new CosineSchedule(1e-5));
    assertThat(recipe.warmup()).isEqualTo(0.5);
    assertThat(recipe.epochs()).isEqualTo(7);
    assertThat(recipe.loss().kind()).isEqualTo(Loss.FOCAL);
    assertThat(recipe.loss().gamma()).isEqualTo(1.5);
    assertThat(recipe.loss().classWeights())
        .isEqualTo(Map.of("Edema", 2.0, "Pleural Effusion", 0.5));
    assertThat(recipe.sampling()).isEqualTo(Sampling.BALANCED);
    assertThat(recipe.augment()).isEqualTo(Augment.PAPER);
    assertThat(recipe.flip()).isFalse();
    assertThat(recipe.select()).isEqualTo(Selection.AUPRC);
    assertThat(recipe.earlyStop()).isEqualTo(3);
  }

  @Test
  void theOtherGroupsHaveTheirFlagsToo() {
    TrainConfig config =
        config(
            "--uncertain=zeros,Edema=ones",
            "--blank=negative",
            "--format=chexpert",
            "--fraction=0.1",
            "--fit=crop",
            "--crop-fraction=0.9",
            "--precision=bf16",
            "--seed=5");
    assertThat(config.data().policy().uncertain("Edema")).isEqualTo(Uncertain.ONES);
    assertThat(config.data().policy().uncertain("Mass")).isEqualTo(Uncertain.ZEROS);
    assertThat(config.data().policy().blank()).isEqualTo(Blank.NEGATIVE);
    assertThat(config.data().format()).isEqualTo(ListFormat.CHEXPERT);
    assertThat(config.data().fraction()).isEqualTo(0.1);
    assertThat(config.input().fit()).isEqualTo(Fit.CROP);
    assertThat(config.input().cropFraction()).isEqualTo(0.9);
    assertThat(config.compute().precision()).isEqualTo(Precision.BF16);
    assertThat(config.seed()).isEqualTo(5);
  }

  @Test
  void aPresetIsOverriddenWhereverItStands() {
    TrainConfig config = config("--batch=16", "--patience=2", "--no-flip", "--recipe=paper");
    assertThat(config.recipe().batch()).isEqualTo(16);
    assertThat(config.recipe().epochs()).isEqualTo(200);
    assertThat(config.recipe().schedule()).isEqualTo(PlateauSchedule.standard().withPatience(2));
    assertThat(config.recipe().flip()).isFalse();
    assertThat(config.input().cropFraction()).isEqualTo(0.875);
    assertThat(config("--recipe=paper").recipe().flip()).isTrue();
  }

  @Test
  void mistypedNamesAndSettingsWithoutAMeaningAreRefused() {
    refused("Did you mean plateau?", "--schedule=platau");
    refused("--recipe: found \"papper\"", "--recipe=papper");
    refused("--momentum and --nesterov go with --optimizer sgd", "--momentum=0.5");
    refused("--patience goes with --schedule plateau", "--schedule=constant", "--patience=3");
    refused("--fraction", "--fraction=2");
  }

  private static void refused(String message, String... arguments) {
    assertThatThrownBy(() -> config(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anOptionOfAGroupCanStandInTheConfigurationFile() throws IOException {
    Path yaml =
        Files.writeString(
            folder.resolve("train.yml"),
            "recipe: paper\nbatch: 20\npos-weight: [a=2, b=3]\nflip: false\nlabels: [a, b]\n");
    Host host = new Host();
    CommandLine command = new CommandLine(host);
    String[] arguments = {"--config=" + yaml, "--batch=10"};
    ConfigFile.apply(command, arguments);
    command.parseArgs("--batch=10");
    TrainConfig config = host.options.config(Path.of("list.csv"));
    assertThat(config.recipe().batch()).isEqualTo(10);
    assertThat(config.recipe().epochs()).isEqualTo(200);
    assertThat(config.recipe().flip()).isFalse();
    assertThat(config.recipe().loss().classWeights()).isEqualTo(Map.of("a", 2.0, "b", 3.0));
    assertThat(config.data().labels()).containsExactly("a", "b");
  }

  @Test
  void theHelpOfTrainIsGrouped() {
    String help = Run.of("train", "--help").out();
    assertThat(help)
        .containsSubsequence(
            "Data:",
            "--fraction",
            "Input of the network:",
            "--crop-fraction",
            "Network:",
            "--cut",
            "Recipe:",
            "--augment",
            "Steps and learning rate:",
            "--schedule",
            "Loss:",
            "--class-weight",
            "Computing:",
            "--precision");
  }

  /** Every option stands once, that of the command itself above the first heading. */
  @Test
  void theHelpOfTrainLeavesNoOptionOut() {
    String help = Run.of("train", "--help").out();
    String below = help.substring(help.indexOf("Trains a network"));
    for (var option : new CommandLine(new TrainCommand()).getCommandSpec().options()) {
      String name = option.longestName().replace("--flip", "--[no-]flip");
      name = name.replace("--nesterov", "--[no-]nesterov");
      String line = " {2,6}(-.*, )?" + java.util.regex.Pattern.quote(name) + "([= ].*)?";
      assertThat(below.lines().filter(text -> text.matches(line))).as(name).hasSize(1);
    }
    assertThat(below.indexOf("--list=")).isLessThan(below.indexOf("Data:"));
  }

  /** What argument groups broke: the flags of a group survive that one of them is repeated. */
  @Test
  void aRepeatedFlagLosesNoneOfItsGroup() {
    TrainConfig config = config("--epochs=3", "--lr=0.5", "--epochs=4", "--batch=7", "--lr=0.25");
    assertThat(config.recipe().epochs()).isEqualTo(4);
    assertThat(config.recipe().lr()).isEqualTo(0.25);
    assertThat(config.recipe().batch()).isEqualTo(7);
  }
}
