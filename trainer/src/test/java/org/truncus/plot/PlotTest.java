package org.truncus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.metric.Discrimination;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

  static LabelSample sample(int n, double separation, long seed) {
    Random random = new Random(seed);
    double[] scores = new double[n];
    boolean[] positives = new boolean[n];
    String[] patients = new String[n];
    for (int i = 0; i < n; i++) {
      positives[i] = random.nextDouble() < 0.3;
      double z = random.nextGaussian() + (positives[i] ? separation : 0) - 1;
      scores[i] = 1 / (1 + Math.exp(-z));
      patients[i] = "P" + i;
    }
    return new LabelSample(scores, scores, positives, patients);
  }

  static LabelMetrics metrics(double auroc, double auprc) {
    Interval ci = new Interval(auroc - 0.03, Math.min(1, auroc + 0.02));
    return new LabelMetrics(auroc, auprc, 0.3, 90, 210, ci, Interval.undefined());
  }

  static Map<String, LabelSample> samples() {
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    samples.put("opacity", sample(300, 2.5, 1));
    samples.put("a < b & \"c\"", sample(300, 1, 2));
    return samples;
  }

  static Map<String, LabelMetrics> metrics() {
    return Map.of("opacity", metrics(0.95, 0.9), "a < b & \"c\"", metrics(0.75, 0.55));
  }

  static List<Supplier<Figure>> figures() {
    return List.of(
        () -> RocPlot.of("ROC", samples(), metrics()),
        () -> PrecisionRecallPlot.of("Precision and recall", samples(), metrics()),
        () -> ReliabilityPlot.of("Reliability", samples()),
        () ->
            Histogram.ofScores(
                "Scores", samples().get("opacity").scores(), samples().get("opacity").positives()),
        () -> LearningCurves.of("loss", Map.of("train", List.of(0.9, 0.5, 0.4)), 2));
  }

  private static Document parse(Figure figure) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(figure.file())));
  }

  @Test
  void figuresAreWellFormedAndNameWhatTheyShow() throws Exception {
    for (Supplier<Figure> figure : figures()) {
      Document svg = parse(figure.get());
      assertThat(svg.getDocumentElement().getAttribute("aria-label"))
          .isEqualTo(figure.get().title());
      assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(8);
    }
    NodeList texts = parse(figures().get(0).get()).getElementsByTagName("text");
    List<String> written =
        IntStream.range(0, texts.getLength())
            .mapToObj(i -> texts.item(i).getTextContent())
            .toList();
    assertThat(written)
        .contains(
            "opacity, AUROC 0.950 (0.920–0.970)",
            "a < b & \"c\", AUROC 0.750 (0.720–0.770)",
            "chance, AUROC 0.500");
  }

  @Test
  void curvesHaveBandsAndTheNoSkillLine() throws Exception {
    Map<String, LabelSample> samples = samples();
    Map<String, Discrimination> found = new LinkedHashMap<>();
    samples.forEach(
        (name, sample) -> found.put(name, Discrimination.of(sample, new PatientBootstrap(100, 1))));
    Discrimination opacity = found.get("opacity");
    Document roc = parse(RocPlot.withBands("ROC", samples, found));
    assertThat(texts(roc))
        .contains("chance, AUROC 0.500", "shaded: pointwise 95 % band")
        .anyMatch(text -> text.matches("opacity, AUROC 0\\.9\\d\\d \\(0\\.\\d{3}–0\\.\\d{3}\\)"));
    assertThat(bands(roc)).hasSize(2);
    Document pr = parse(PrecisionRecallPlot.withBands("PR", samples, found));
    assertThat(texts(pr))
        .contains("no skill for opacity, AP " + Texts.three(opacity.noSkill()))
        .noneMatch(text -> text.contains("AUPRC"));
    assertThat(bands(pr)).hasSize(2);
    Document two =
        parse(
            PrecisionRecallPlot.withBands(
                "PR", Map.of("first", samples.get("opacity")), Map.of("first", opacity)));
    assertThat(texts(two)).contains("no skill, AP " + Texts.three(opacity.noSkill()));
  }

  private static List<String> texts(Document svg) {
    NodeList texts = svg.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  /** Outlines that are filled; each begins at its upper left end. */
  private static List<String> bands(Document svg) {
    NodeList paths = svg.getElementsByTagName("path");
    return IntStream.range(0, paths.getLength())
        .mapToObj(i -> paths.item(i).getAttributes())
        .filter(attributes -> attributes.getNamedItem("fill-opacity") != null)
        .map(attributes -> attributes.getNamedItem("d").getNodeValue())
        .filter(d -> d.matches("M62 [0-9.]+L.*Z"))
        .toList();
  }

  @Test
  void longCurvesAreDrawnWithAsManyPointsAsCanBeSeen() {
    LabelSample large = sample(20_000, 1, 3);
    Discrimination found = Discrimination.of(large, new PatientBootstrap(20, 1));
    Map<String, LabelSample> samples = Map.of("large", large);
    Map<String, Discrimination> measured = Map.of("large", found);
    assertThat(RocPlot.withBands("ROC", samples, measured).svg().length()).isLessThan(60_000);
    assertThat(PrecisionRecallPlot.withBands("PR", samples, measured).svg().length())
        .isLessThan(60_000);
  }

  @Test
  void fourteenLabelsCanBeToldApart() {
    Set<String> looks = new HashSet<>();
    for (int i = 0; i < 49; i++) {
      looks.add(Palette.colour(i) + Palette.dash(i));
    }
    assertThat(looks).hasSize(49);
  }

  @Test
  void scoresOfAnyRangeHaveAHistogram() throws Exception {
    double[] scores = {-3, -2.5, 0, 4, 9.9, 10};
    boolean[] positives = {false, false, false, true, true, true};
    Figure figure =
        Histogram.ofScores("Scores", Axis.fitting("x.score", scores), scores, positives);
    assertThat(texts(parse(figure))).contains("-4", "10", "x.score", "positive, n = 3");
  }

  @Test
  void figuresAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Supplier<Figure> figure : figures()) {
        Locale.setDefault(Locale.GERMANY);
        String german = figure.get().svg();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertThat(figure.get().svg()).isEqualTo(german);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void pointsStandWhereTheirValuesSay() throws Exception {
    Figure figure =
        new LinePlot("t", new Axis("x", 0, 10), new Axis("y", 0, 2))
            .points("p", new double[] {0, 10}, new double[] {2, 0})
            .figure();
    NodeList circles = parse(figure).getElementsByTagName("circle");
    assertThat(attributes(circles, 0, "cx", "cy")).containsExactly("62", "34");
    assertThat(attributes(circles, 1, "cx", "cy")).containsExactly("444", "334");
  }

  private static List<String> attributes(NodeList nodes, int index, String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> nodes.item(index).getAttributes().getNamedItem(name).getNodeValue())
        .toList();
  }

  @Test
  void aLineIsBrokenAtNan() throws Exception {
    Figure figure =
        new LinePlot("t", new Axis("x", 0, 4), new Axis("y", 0, 1))
            .line("", new double[] {0, 1, 2, 3, 4}, new double[] {0, 1, Double.NaN, 1, 0})
            .figure();
    String d = attributes(parse(figure).getElementsByTagName("path"), 0, "d").get(0);
    assertThat(d).isEqualTo("M62 334L157.5 34M348.5 34L444 334");
  }

  @Test
  void pointsThatCannotBeSeenAreLeftOut() {
    double[] xs = new double[100_001];
    double[] ys = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = i / (double) (xs.length - 1);
      ys[i] = Math.floor(5 * xs[i]) / 5;
    }
    LinePlot plot = new LinePlot("t", Axis.unit("x"), Axis.unit("y")).line("steps", xs, ys);
    assertThat(plot.figure().svg().length()).isLessThan(5_000);
    Polyline line = new Polyline();
    double[][] points = {{0, 0}, {1, 0.05}, {2, 0}, {3, 0}, {3, 5}, {3, 9}, {4, 9}};
    for (double[] point : points) {
      line.add(point[0], point[1]);
    }
    assertThat(line.open()).isEqualTo("M0 0L3 0L3 9L4 9");
    assertThat(line.closed()).isEqualTo("M0 0L3 0L3 9L4 9Z");
    assertThat(new Polyline().closed()).isEmpty();
  }

  @Test
  void aRunOfOneEpochIsADotOnWholeEpochs() throws Exception {
    Figure figure = LearningCurves.of("Loss", Map.of("train", List.of(0.4)), 1);
    assertThat(parse(figure).getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(new Axis("epoch", 0, 3, 1).ticks(5)).containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void aSmallPlotSaysItsNumberInPlaceOfALegend() throws Exception {
    Figure figure =
        new LinePlot("Hernia", Axis.unit("x"), Axis.unit("y"))
            .small("AUROC 0.8")
            .faint("", new double[] {0, 1}, new double[] {0, 1})
            .line("unseen", new double[] {0, 1}, new double[] {0, 1})
            .figure();
    Document svg = parse(figure);
    assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("Hernia, AUROC 0.8");
    assertThat(figure.svg()).contains(">AUROC 0.8</text>").doesNotContain("unseen");
    assertThat(attributes(svg.getElementsByTagName("path"), 0, "class")).containsExactly("faint");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, '0.0 0.2 0.4 0.6 0.8 1.0'",
    "0, 20, '0 5 10 15 20'",
    "0.31, 0.9, '0.4 0.5 0.6 0.7 0.8 0.9'",
    "-1, 1, '-1.0 -0.5 0.0 0.5 1.0'",
    "0, 0.00012, '0 2e-5 4e-5 6e-5 8e-5 1.0e-4 1.2e-4'"
  })
  void ticksAreRoundNumbers(double low, double high, String expected) {
    Axis axis = new Axis("x", low, high);
    assertThat(String.join(" ", axis.ticks(5).stream().map(tick -> axis.label(tick, 5)).toList()))
        .isEqualTo(expected);
  }

  @Test
  void axesFitTheirValuesWhateverTheyAre() {
    assertThat(Axis.fitting("x", 0.13, 0.87, Double.NaN)).isEqualTo(new Axis("x", 0.1, 0.9));
    assertThat(Axis.fitting("x")).isEqualTo(Axis.unit("x"));
    assertThat(Axis.fitting("x", 3, 3).low()).isLessThan(3);
    assertThatThrownBy(() -> new Axis("x", 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis("x", 0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void barsHaveTheHeightOfTheirValueAndErrorBars() throws Exception {
    Figure figure =
        new BarPlot("t", "cut", List.of("B1", "B2"), new Axis("AUPRC", 0, 1))
            .bars("", List.of(new BarPlot.Bar(0.5, 0.4, 0.6), BarPlot.Bar.of(Double.NaN)))
            .figure();
    NodeList bars = parse(figure).getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(2);
    assertThat(attributes(bars, 1, "height")).containsExactly("130");
    assertThatThrownBy(
            () -> new BarPlot("t", "x", List.of("a"), Axis.unit("y")).bars("b", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
