package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateauTest {

  private static final PlateauOptions OPTIONS = PlateauOptions.standard();

  @Test
  void theRateHalvesAfterMoreThanFiveEpochsWithoutImprovement() {
    Plateau plateau = Plateau.start(1e-4).after(1.0, OPTIONS);
    for (int epoch = 0; epoch < 5; epoch++) {
      plateau = plateau.after(1.0, OPTIONS);
      assertThat(plateau.lr()).isEqualTo(1e-4);
    }
    plateau = plateau.after(1.0, OPTIONS);
    assertThat(plateau.lr()).isEqualTo(5e-5);
    assertThat(plateau.waited()).isZero();
  }

  @Test
  void anImprovementBelowTheRelativeThresholdDoesNotCount() {
    Plateau plateau = Plateau.start(1e-4).after(1.0, OPTIONS);
    assertThat(plateau.after(0.99995, OPTIONS).waited()).isEqualTo(1);
    assertThat(plateau.after(0.9998, OPTIONS).waited()).isZero();
    assertThat(plateau.after(0.9998, OPTIONS).bestLoss()).isEqualTo(0.9998);
  }

  @Test
  void trainingEndsWithTheSeventhHalvingOfTheDefaultRate() {
    Plateau plateau = Plateau.start(1e-4).after(1.0, OPTIONS);
    int halvings = 0;
    while (!plateau.exhausted(OPTIONS)) {
      double before = plateau.lr();
      plateau = plateau.after(1.0, OPTIONS);
      halvings += plateau.lr() < before ? 1 : 0;
    }
    assertThat(halvings).isEqualTo(7);
    assertThat(plateau.lr()).isEqualTo(1e-4 / 128);
  }
}
