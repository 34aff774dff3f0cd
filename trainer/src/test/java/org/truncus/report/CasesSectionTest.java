package org.truncus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.image.FloatImage;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.list.Task;
import org.truncus.metric.PatientBootstrap;
import org.truncus.plot.HtmlPage;

class CasesSectionTest {

  /** Noise, which JPEG takes worst; counts what it is asked for. */
  private static final class Noise implements CaseImages {

    private final List<Integer> decoded = new ArrayList<>();
    private int mostAtOnce;

    @Override
    public FloatImage image(int row) {
      decoded.add(row);
      return noise(224, 3, row);
    }

    @Override
    public List<FloatImage> heatMaps(List<FloatImage> images, int label) {
      mostAtOnce = Math.max(mostAtOnce, images.size());
      return images.stream().map(image -> noise(7, 1, image.hashCode())).toList();
    }
  }

  private static FloatImage noise(int size, int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[size * size * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextDouble();
    }
    return new FloatImage(size, size, channels, samples);
  }

  private static String page(PredictionList predictions, Task task, CaseImages images) {
    SplitResult result = SplitResult.of(Split.TEST, task, predictions, new PatientBootstrap(5, 1));
    HtmlPage page = new HtmlPage("t");
    List<Double> thresholds = Collections.nCopies(predictions.labels().size(), 0.5);
    new CasesSection(result, thresholds, images).write(page);
    return page.html();
  }

  @Test
  void fewImagesOfManyAreDecodedAndThePageStaysSmall() {
    Noise images = new Noise();
    String html = page(Made.random(500, 14, 5), Task.MULTILABEL, images);
    assertThat(images.decoded).hasSize(14 * 9);
    assertThat(images.mostAtOnce).isEqualTo(3);
    assertThat(html.length()).isLessThan(3_000_000);
    HtmlCheck.check(html);
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "3, 6", "7, 6", "14, 3", "20, 2", "42, 1", "400, 1"})
  void moreLabelsGetFewerImagesEach(int labels, int most) {
    assertThat(CasesSection.mostOfAKind(labels)).isEqualTo(most);
    int shown = Math.min(labels, CasesSection.MOST / 3) * most * 3;
    assertThat(shown).isLessThanOrEqualTo(CasesSection.MOST);
  }

  @Test
  void labelsBeyondTheRoomAreNamedAsLeftOut() {
    Noise images = new Noise();
    String html = page(Made.random(40, 50, 6), Task.MULTILABEL, images);
    assertThat(html).contains("Shown are the first 42 of 50 labels.");
    assertThat(images.decoded.size()).isLessThanOrEqualTo(CasesSection.MOST);
  }

  @Test
  void namesAndProbabilitiesStandWithTheirKind() {
    float[] targets = {0, 1, 0, 1, 0};
    float[] scores = {0.9f, 0.2f, 0.6f, 0.7f, 0.004f};
    String html = page(Made.finding(targets, scores), Task.MULTILABEL, new Noise());
    List<String> kinds = texts(html, "h4");
    assertThat(kinds)
        .containsExactly("False positives: 2", "False negatives: 1", "True positives: 1");
    List<String> captions =
        Pattern.compile("<figcaption><strong>([^<]*)</strong><br>([^<]*)</figcaption>")
            .matcher(html)
            .results()
            .map(found -> found.group(1) + " " + found.group(2))
            .toList();
    assertThat(captions)
        .containsExactly("0.900 i0.png", "0.600 i2.png", "0.200 i1.png", "0.700 i3.png");
    assertThat(html)
        .contains("finding, positive from 0.500 on")
        .contains("alt=\"heat map of the evidence for finding in i0.png\"")
        .doesNotContain("patient-");
  }

  @Test
  void aMapWithoutHeatIsSaidToBeSo() {
    CaseImages cold =
        new CaseImages() {
          @Override
          public FloatImage image(int row) {
            return noise(32, 1, row);
          }

          @Override
          public List<FloatImage> heatMaps(List<FloatImage> images, int label) {
            return Collections.nCopies(images.size(), new FloatImage(2, 2, 1, new float[4]));
          }
        };
    PredictionList list = Made.finding(new float[] {1, 0}, new float[] {0.2f, 0.1f});
    assertThat(page(list, Task.MULTILABEL, cold))
        .contains("<strong>0.200, no evidence for it</strong>");
  }

  @Test
  void ofClassesTheOtherClassIsNamed() {
    float[][] probabilities = {{0.5f, 0.3f, 0.2f}, {0.1f, 0.3f, 0.6f}};
    String html = page(Made.classes(new int[] {0, 0}, probabilities), Task.MULTICLASS, new Noise());
    Set<String> headings = new HashSet<>(texts(html, "strong"));
    assertThat(headings)
        .containsExactlyInAnyOrder("0.100, called label 2 (0.600)", "0.500", "0.600, is label 0");
    assertThat(html).contains("False positives: none");
  }

  private static List<String> texts(String html, String element) {
    return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
