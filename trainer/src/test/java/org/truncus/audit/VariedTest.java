package org.truncus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which measures are tried at all. */
class VariedTest {

  private static final int[] ROWS = {0, 1, 2, 3};

  private static Measure number(String name, double... values) {
    return new Measure.Quantity(name, Source.FILE, values);
  }

  @Test
  void leavesOutWhatIsConstantOrOrdersTheSame() {
    Varied varied =
        Varied.of(
            List.of(
                number("constant", 3, 3, Double.NaN, 3),
                number("first", 1, 2, 2, 5),
                number("same", 10, 20, 20, 21),
                number("turned", -1, -2, -2, -7),
                number("tied otherwise", 1, 2, 3, 5),
                number("missing", 1, 2, Double.NaN, 5),
                number("missing, turned", 3, 2, Double.NaN, 1),
                new Measure.Category("one name", Source.FILE, new String[] {"a", "a", "a", "a"}),
                new Measure.Category("names", Source.FILE, new String[] {"a", "", "a", "a"})),
            ROWS);
    assertThat(varied.measures())
        .extracting(Measure::name)
        .containsExactly("first", "tied otherwise", "missing", "names");
    assertThat(varied.leftOut())
        .containsEntry("constant", "the same in all images")
        .containsEntry("one name", "the same in all images")
        .containsEntry("turned", "orders the images as first does")
        .containsEntry("missing, turned", "orders the images as missing does");
  }
}
