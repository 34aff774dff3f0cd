package org.truncus.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truncus.list.Prediction;
import org.truncus.metric.Confusion;
import org.truncus.metric.TopOne;
import org.truncus.plot.HtmlMatrix;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;

/** Which classes are taken for which: the most likely class against the true one. */
record ConfusionSection(SplitResult result) {

  void write(HtmlPage page) {
    TopOne top = topOne();
    List<String> labels = result.predictions().labels();
    page.subsection("Confusion of classes");
    page.paragraph(
        "The most likely class is right for %s of %d images; accuracy %s (%s), balanced accuracy %s,"
                .formatted(
                    top.confusion().hits(),
                    top.confusion().rows(),
                    Texts.three(top.accuracy().value()),
                    Texts.interval(top.accuracy().interval()),
                    DiscriminationSection.text(top.balancedAccuracy()))
            + " macro F1 "
            + DiscriminationSection.text(top.macroF1())
            + ".");
    page.matrix(
        new HtmlMatrix(
            "Images by true class (rows) and most likely class (columns), with shares of the row",
            "True class",
            "Most likely class",
            labels,
            Arrays.stream(top.confusion().counts())
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList()));
    List<List<String>> rows = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      Confusion against = top.confusion().against(l);
      rows.add(
          List.of(
              labels.get(l),
              Long.toString(against.positives()),
              Texts.three(against.sensitivity()),
              Texts.three(against.specificity()),
              Texts.three(against.ppv()),
              Texts.three(against.f1())));
    }
    page.table(
        "Each class as the most likely one, against the rest",
        List.of("Class", "Images", "Sensitivity", "Specificity", "PPV", "F1"),
        rows);
  }

  private TopOne topOne() {
    int labels = result.predictions().labels().size();
    List<Prediction> known =
        result.predictions().rows().stream().filter(row -> !Float.isNaN(row.targets()[0])).toList();
    int[] classes = known.stream().mapToInt(Cases::trueClass).toArray();
    int[] called = known.stream().mapToInt(Cases::called).toArray();
    String[] patients = known.stream().map(Prediction::patientId).toArray(String[]::new);
    return TopOne.of(classes, called, labels, patients, result.bootstrap());
  }
}
