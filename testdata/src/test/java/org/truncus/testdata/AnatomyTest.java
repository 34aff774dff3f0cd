package org.truncus.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnatomyTest {
  private final PhantomFactory factory = new PhantomFactory(PhantomSettings.of(1000, 2, 5));

  @Test
  void imagesOfAPatientShowTheSameBody() {
    PhantomFactory frontal =
        new PhantomFactory(
            PhantomSettings.of(30, 2, 5).withSize(64).withVaryShape(false).withLaterals(0));
    int closest = 0;
    for (int i = 0; i < 29; i++) {
      double own = correlation(frontal.image(i, 0), frontal.image(i, 1));
      double foreign = correlation(frontal.image(i, 0), frontal.image(i + 1, 1));
      closest += own > foreign ? 1 : 0;
    }
    assertThat(closest).as("of 29 pairs").isGreaterThan(17);
    assertThat(Anatomy.of(5, factory.patient(3))).isEqualTo(Anatomy.of(5, factory.patient(3)));
  }

  @Test
  void heartsOverlapYetTellCardiomegaly() {
    double auroc = auroc(Finding.CARDIOMEGALY, Anatomy::ratio);
    assertThat(auroc).isBetween(0.90, 0.985);
  }

  @Test
  void scarsAndLittleFluidOverlap() {
    assertThat(auroc(Finding.EFFUSION, Anatomy::fluid)).isBetween(0.93, 0.995);
  }

  @Test
  void theStrongestDensityTellsOpacity() {
    assertThat(auroc(Finding.OPACITY, AnatomyTest::strongest)).isBetween(0.93, 0.9995);
  }

  @Test
  void proportionsAreThoseOfPeople() {
    for (int i = 0; i < 1000; i++) {
      Anatomy body = Anatomy.of(5, factory.patient(i));
      assertThat(body.ratio()).isBetween(0.36, 0.68);
      assertThat(body.cage()).isBetween(9.0, 17.0);
      assertThat(body.height()).isBetween(13.0, 27.0);
      assertThat(body.fluid()).isBetween(0.0, 9.1);
      assertThat(factory.patient(i).age()).isBetween(20, 89);
    }
  }

  private static double strongest(Anatomy body) {
    return body.opacities().stream()
        .mapToDouble(lesion -> lesion.strength() * lesion.radius())
        .max()
        .orElse(0);
  }

  private double auroc(Finding finding, java.util.function.ToDoubleFunction<Anatomy> measure) {
    boolean[] truth = new boolean[1000];
    double[] scores =
        IntStream.range(0, 1000)
            .mapToDouble(
                i -> {
                  truth[i] = factory.patient(i).has(finding);
                  return measure.applyAsDouble(Anatomy.of(5, factory.patient(i)));
                })
            .toArray();
    return RankStatistic.auroc(scores, truth);
  }

  private static double correlation(PhantomImage a, PhantomImage b) {
    double[] x = values(a);
    double[] y = values(b);
    double mx = RankStatistic.mean(x);
    double my = RankStatistic.mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] values(PhantomImage image) {
    double[] values = new double[image.width() * image.height()];
    Arrays.setAll(values, i -> image.displayed(i % image.width(), i / image.width()));
    return values;
  }
}
