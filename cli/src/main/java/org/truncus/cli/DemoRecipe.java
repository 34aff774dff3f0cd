package org.truncus.cli;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.truncus.testdata.Finding;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomSettings;
import org.truncus.train.Augment;
import org.truncus.train.Strategy;
import org.truncus.train.TrainConfig;

/** The numbers of the demonstration: small enough for two cores, large enough to work. */
final class DemoRecipe {

  private static final int PATIENTS = 3000;
  private static final int PIXELS = 64;

  private DemoRecipe() {}

  /** What is learnt from: one frontal image of each patient, as the package is for those. */
  static PhantomSettings phantoms() {
    return PhantomSettings.of(PATIENTS, 1, 7).withSize(96);
  }

  /** Other patients, each with a frontal and a lateral image. */
  static PhantomSettings newPatients() {
    return PhantomSettings.of(50, 2, 99).withSize(512).withLaterals(1);
  }

  /** The first of the new patients who has something to find: an enlarged heart. */
  static int patient(PhantomFactory factory) {
    return IntStream.range(0, factory.settings().patients())
        .filter(i -> factory.patient(i).has(Finding.CARDIOMEGALY))
        .findFirst()
        .orElseThrow();
  }

  static TrainConfig training(Path list) {
    return TrainConfig.builder()
        .data(data -> data.list(list))
        .input(input -> input.imageSize(PIXELS))
        .network(
            network -> network.backbone("resnet50").strategy(Strategy.named("scratch")).cut("L3"))
        .recipe(recipe -> recipe.epochs(20).batch(16).lr(1e-3).augment(Augment.NONE))
        .seed(1)
        .build();
  }
}
