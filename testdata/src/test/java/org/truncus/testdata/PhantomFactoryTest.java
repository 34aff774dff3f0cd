package org.truncus.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhantomFactoryTest {
  private static final PhantomSettings SETTINGS = PhantomSettings.of(2000, 3, 11).withSize(64);
  private final PhantomFactory factory = new PhantomFactory(SETTINGS);

  @Test
  void anImageIsAFunctionOfItsIndicesWhateverTheOrder() {
    PhantomFactory other = new PhantomFactory(SETTINGS);
    PhantomImage late = other.image(7, 2);
    for (int j = 0; j < 3; j++) {
      assertThat(factory.image(j, 0).pixels()).isNotEqualTo(late.pixels());
    }
    assertThat(factory.image(7, 2).pixels()).isEqualTo(late.pixels());
    assertThat(factory.patient(7)).isEqualTo(late.patient());
  }

  @Test
  void threadsMakeTheSameImages() {
    List<Integer> one = IntStream.range(0, 24).mapToObj(this::digest).toList();
    List<Integer> many = IntStream.range(0, 24).parallel().mapToObj(this::digest).toList();
    assertThat(many).isEqualTo(one);
  }

  @Test
  void anotherSeedMakesOtherPatientsAndImages() {
    PhantomFactory other = new PhantomFactory(PhantomSettings.of(2000, 3, 12).withSize(64));
    assertThat(IntStream.range(0, 50).mapToObj(other::patient).toList())
        .isNotEqualTo(IntStream.range(0, 50).mapToObj(factory::patient).toList());
    assertThat(other.image(0, 0).pixels()).isNotEqualTo(factory.image(0, 0).pixels());
  }

  @Test
  void findingsOccurAsOftenAsAskedAndIndependentlyOfSite() {
    for (Finding finding : Finding.values()) {
      double share = share(finding, null);
      assertThat(share).isCloseTo(SETTINGS.prevalence().of(finding), within(0.04));
      for (String site : List.of("north", "river", "hill")) {
        assertThat(share(finding, site))
            .as("%s at %s", finding, site)
            .isCloseTo(share, within(0.06));
      }
    }
  }

  @Test
  void prevalenceOfOneAndZeroAreKept() {
    PhantomFactory all =
        new PhantomFactory(PhantomSettings.of(50, 1, 3).withPrevalence(new Prevalence(1, 0, 1)));
    for (int i = 0; i < 50; i++) {
      assertThat(all.patient(i).findings()).containsExactly(Finding.OPACITY, Finding.CARDIOMEGALY);
    }
  }

  @Test
  void olderPatientsHaveMoreFindings() {
    Prevalence prevalence = Prevalence.standard();
    assertThat(prevalence.at(Finding.EFFUSION, 80)).isBetween(0.27, 0.33);
    assertThat(prevalence.at(Finding.EFFUSION, 30)).isBetween(0.17, 0.23);
  }

  @Test
  void theFirstImageIsFrontalAndSomeLaterOnesAreLateral() {
    int laterals = 0;
    Set<String> views = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      assertThat(factory.image(i, 0).lateral()).isFalse();
      views.add(factory.image(i, 0).view());
      laterals += factory.image(i, 1).lateral() ? 1 : 0;
    }
    assertThat(laterals).isBetween(10, 30);
    assertThat(views).containsExactlyInAnyOrder("PA", "AP");
  }

  @Test
  void shapesBitsAndPhotometricsVaryAndSamplesStayInRange() {
    Set<Integer> bits = new HashSet<>();
    Set<Integer> widths = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      PhantomImage image = factory.image(i, 0);
      assertThat(Math.max(image.width(), image.height())).isEqualTo(64);
      assertThat(image.pixels()).hasSize(image.width() * image.height());
      for (int k = 0; k < image.pixels().length; k++) {
        assertThat(image.pixels()[k] & 0xFFFF).isLessThanOrEqualTo(image.maximum());
      }
      assertThat(image.monochrome1()).isEqualTo(image.patient().site().equals("river"));
      bits.add(image.bitsStored());
      widths.add(image.width());
    }
    assertThat(bits).containsExactlyInAnyOrder(12, 14, 16);
    assertThat(widths).hasSizeGreaterThan(3);
  }

  @Test
  void lungsAreDarkAndTheMediastinumIsBrightAsDisplayed() {
    int right = 0;
    for (int i = 0; i < 60; i++) {
      PhantomImage image = factory.image(i, 0);
      double lung = patch(image, 0.28, 0.4);
      double spine = patch(image, 0.5, 0.6);
      right += spine > lung + 0.15 * image.maximum() ? 1 : 0;
    }
    assertThat(right).isGreaterThan(54);
  }

  @Test
  void squareImagesOnRequest() {
    PhantomFactory square =
        new PhantomFactory(PhantomSettings.of(20, 1, 3).withSize(40).withVaryShape(false));
    for (int i = 0; i < 20; i++) {
      assertThat(square.image(i, 0).width()).isEqualTo(40);
      assertThat(square.image(i, 0).height()).isEqualTo(40);
    }
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(() -> factory.patient(2000)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> factory.image(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> PhantomSettings.of(0, 1, 1)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> SETTINGS.withSize(31)).hasMessageContaining("found 31");
    assertThatThrownBy(() -> SETTINGS.withLaterals(1.1)).hasMessageContaining("found 1.1");
    assertThatThrownBy(() -> new Prevalence(0.1, Double.NaN, 0.1)).hasMessageContaining("effusion");
  }

  private int digest(int i) {
    return java.util.Arrays.hashCode(factory.image(i, i % 3).pixels());
  }

  private double share(Finding finding, String site) {
    return IntStream.range(0, SETTINGS.patients())
        .mapToObj(factory::patient)
        .filter(p -> site == null || p.site().equals(site))
        .mapToDouble(p -> p.has(finding) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static double patch(PhantomImage image, double u, double v) {
    double sum = 0;
    int n = 0;
    for (int row = -3; row <= 3; row++) {
      for (int column = -3; column <= 3; column++) {
        sum +=
            image.displayed((int) (u * image.width()) + column, (int) (v * image.height()) + row);
        n++;
      }
    }
    return sum / n;
  }
}
