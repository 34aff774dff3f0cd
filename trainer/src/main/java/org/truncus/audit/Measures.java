package org.truncus.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.truncus.list.ListRow;

/** All that is measured of the rows of a list. */
final class Measures {

  /** A column of so many different numbers or fewer is one of names: a code, a grade. */
  private static final int FEW = 10;

  /** Names a study and nothing else. */
  private static final String STUDY = "study_id";

  private final List<Measure> measures = new ArrayList<>();

  private Measures() {}

  /** The measures of the images; {@code facts} in the order of the rows. */
  static List<Measure> ofImages(List<ImageFacts> facts) {
    Measures all = new Measures();
    all.number("width", Source.FILE, facts, ImageFacts::width);
    all.number("height", Source.FILE, facts, ImageFacts::height);
    all.number("area", Source.FILE, facts, f -> (double) f.width() * f.height());
    all.number("aspect (width / height)", Source.FILE, facts, f -> (double) f.width() / f.height());
    all.number("file size", Source.FILE, facts, ImageFacts::bytes);
    all.number(
        "bytes per pixel",
        Source.FILE,
        facts,
        f -> (double) f.bytes() / ((double) f.width() * f.height()));
    all.category("format", Source.FILE, facts, f -> f.encoding().format());
    all.category("bit depth", Source.FILE, facts, f -> Integer.toString(f.encoding().bits()));
    all.category("channels", Source.FILE, facts, f -> Integer.toString(f.encoding().channels()));
    all.number("mean brightness", Source.PIXELS, facts, ImageFacts::brightness);
    all.number("contrast (sd)", Source.PIXELS, facts, ImageFacts::contrast);
    all.number("border darkness", Source.PIXELS, facts, ImageFacts::borderDarkness);
    if (facts.stream().anyMatch(f -> !f.header().isEmpty())) {
      ImageFacts.ATTRIBUTES
          .keySet()
          .forEach(
              name ->
                  all.category(name, Source.HEADER, facts, f -> f.header().getOrDefault(name, "")));
    }
    return all.measures;
  }

  /** The measures of the columns that are no labels. */
  static List<Measure> ofColumns(List<ListRow> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.attributes().keySet()));
    names.remove(STUDY);
    Measures all = new Measures();
    names.forEach(name -> all.column(name, rows));
    return all.measures;
  }

  private void column(String name, List<ListRow> rows) {
    String[] texts =
        rows.stream()
            .map(row -> row.attributes().getOrDefault(name, "").strip())
            .toArray(String[]::new);
    double[] numbers = numbers(texts);
    if (numbers == null) {
      measures.add(new Measure.Category(name, Source.COLUMN, texts));
      return;
    }
    measures.add(new Measure.Quantity(name, Source.COLUMN, numbers));
    String[] given = new String[texts.length];
    boolean anyBlank = false;
    for (int i = 0; i < given.length; i++) {
      given[i] = texts[i].isEmpty() ? "no" : "yes";
      anyBlank |= texts[i].isEmpty();
    }
    if (anyBlank) {
      measures.add(new Measure.Category(name + " given", Source.COLUMN, given));
    }
  }

  /** The values as numbers; null where one isn't, or there are few different ones. */
  private static double[] numbers(String[] texts) {
    double[] numbers = new double[texts.length];
    Set<Double> different = new LinkedHashSet<>();
    try {
      for (int i = 0; i < texts.length; i++) {
        numbers[i] = texts[i].isEmpty() ? Double.NaN : Double.parseDouble(texts[i]);
        if (!texts[i].isEmpty()) {
          different.add(numbers[i]);
        }
      }
    } catch (NumberFormatException e) {
      return null;
    }
    return different.size() > FEW ? numbers : null;
  }

  private void number(
      String name, Source source, List<ImageFacts> facts, ToDoubleFunction<ImageFacts> value) {
    measures.add(new Measure.Quantity(name, source, facts.stream().mapToDouble(value).toArray()));
  }

  private void category(
      String name, Source source, List<ImageFacts> facts, Function<ImageFacts, String> value) {
    measures.add(
        new Measure.Category(name, source, facts.stream().map(value).toArray(String[]::new)));
  }
}
