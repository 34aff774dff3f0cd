package org.truncus.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.list.ImageList;
import org.truncus.plot.HtmlGallery;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Picture;
import org.truncus.plot.Thumbnails;

/** Images from both ends of a measure, side by side. Reads those it shows, each once. */
final class Ends {

  private static final int PAIRS = 3;

  /** Of a whole page, which bounds its size. */
  private static final int MOST_PAIRS = 90;

  private final ImageList list;
  private final ImageReader reader = new ImageReader(PixelPolicy.standard());
  private final Map<Integer, Picture> pictures = new HashMap<>();
  private int shown;

  Ends(ImageList list) {
    this.list = list;
  }

  /**
   * The images with the smallest and the largest value, or of the categories with least and most.
   */
  void write(HtmlPage page, Predictor predictor) {
    Integer[] order = ordered(predictor);
    List<Integer> low = take(predictor.contrast(), order);
    List<Integer> high = take(predictor.contrast(), reversed(order));
    int pairs = Math.min(Math.min(low.size(), high.size()), MOST_PAIRS - shown);
    if (pairs < 1) {
      return;
    }
    page.minor(predictor.measure().name() + ": the two ends, one patient each");
    List<HtmlGallery.Item> items = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      items.add(item(predictor, low.get(i), high.get(i)));
    }
    page.gallery(items);
    shown += pairs;
  }

  /** Positions within the contrast, by rising value or by rising rate of the category. */
  private static Integer[] ordered(Predictor predictor) {
    Contrast contrast = predictor.contrast();
    double[] values = new double[contrast.rows().length];
    if (predictor.measure() instanceof Measure.Quantity number) {
      Arrays.setAll(values, i -> number.values()[contrast.rows()[i]]);
    } else {
      Measure.Category category = (Measure.Category) predictor.measure();
      Map<String, Double> shares = new HashMap<>();
      CategoryRates.of(category, contrast).forEach(rate -> shares.put(rate.name(), rate.share()));
      Arrays.setAll(
          values, i -> shares.getOrDefault(category.values()[contrast.rows()[i]], Double.NaN));
    }
    return java.util.stream.IntStream.range(0, values.length)
        .filter(i -> !Double.isNaN(values[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .toArray(Integer[]::new);
  }

  private static Integer[] reversed(Integer[] order) {
    Integer[] reversed = new Integer[order.length];
    Arrays.setAll(reversed, i -> order[order.length - 1 - i]);
    return reversed;
  }

  private static List<Integer> take(Contrast contrast, Integer[] order) {
    Set<String> patients = new HashSet<>();
    List<Integer> taken = new ArrayList<>();
    for (int at : order) {
      if (taken.size() < PAIRS && patients.add(contrast.patients()[at])) {
        taken.add(at);
      }
    }
    return taken;
  }

  private HtmlGallery.Item item(Predictor predictor, int low, int high) {
    Contrast contrast = predictor.contrast();
    int lowRow = contrast.rows()[low];
    int highRow = contrast.rows()[high];
    return new HtmlGallery.Item(
        picture(lowRow),
        picture(highRow),
        list.rows().get(lowRow).image(),
        list.rows().get(highRow).image(),
        predictor.measure().text(lowRow) + " | " + predictor.measure().text(highRow),
        sign(contrast, low) + " | " + sign(contrast, high));
  }

  private static String sign(Contrast contrast, int at) {
    return contrast.positives()[at] ? "positive" : "negative";
  }

  private Picture picture(int row) {
    return pictures.computeIfAbsent(
        row, r -> Thumbnails.of(reader.read(list.rows().get(r).file()).image()));
  }
}
