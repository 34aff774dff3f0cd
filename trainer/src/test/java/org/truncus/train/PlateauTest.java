package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateauTest {

  private static final PlateauSchedule SCHEDULE = PlateauSchedule.standard();

  @Test
  void theRateHalvesAfterMoreThanFiveEpochsWithoutImprovement() {
    Plateau plateau = SCHEDULE.after(Plateau.start(1e-4), 1.0);
    for (int epoch = 0; epoch < 5; epoch++) {
      plateau = SCHEDULE.after(plateau, 1.0);
      assertThat(plateau.lr()).isEqualTo(1e-4);
    }
    plateau = SCHEDULE.after(plateau, 1.0);
    assertThat(plateau.lr()).isEqualTo(5e-5);
    assertThat(plateau.waited()).isZero();
  }

  @Test
  void anImprovementBelowTheRelativeThresholdDoesNotCount() {
    Plateau plateau = SCHEDULE.after(Plateau.start(1e-4), 1.0);
    assertThat(SCHEDULE.after(plateau, 0.99995).waited()).isEqualTo(1);
    assertThat(SCHEDULE.after(plateau, 0.9998).waited()).isZero();
    assertThat(SCHEDULE.after(plateau, 0.9998).bestLoss()).isEqualTo(0.9998);
  }

  @Test
  void trainingEndsWithTheSeventhHalvingOfTheDefaultRate() {
    Plateau plateau = SCHEDULE.after(Plateau.start(1e-4), 1.0);
    int halvings = 0;
    while (!SCHEDULE.exhausted(plateau)) {
      double before = plateau.lr();
      plateau = SCHEDULE.after(plateau, 1.0);
      halvings += plateau.lr() < before ? 1 : 0;
    }
    assertThat(halvings).isEqualTo(7);
    assertThat(plateau.lr()).isEqualTo(1e-4 / 128);
  }
}
