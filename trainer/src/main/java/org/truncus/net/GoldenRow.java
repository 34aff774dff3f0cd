package org.truncus.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What is known of a layer's output for the test image of {@link GoldenImage}.
 *
 * @param layer the layer's name
 * @param height of the output
 * @param width of the output
 * @param channels of the output
 * @param mean of all values
 * @param largest of all values
 * @param values eight of them, at {@code k * 7919 % size} of the flat output
 */
public record GoldenRow(
    String layer,
    int height,
    int width,
    int channels,
    double mean,
    double largest,
    List<Double> values) {

  private static final int VALUES = 8;
  private static final int STEP = 7919;
  private static final int COLUMNS = 6;

  /** Copies the list. */
  public GoldenRow {
    values = List.copyOf(values);
  }

  /**
   * Describes an output.
   *
   * @param output {@code [1,H,W,C]}, flat
   */
  static GoldenRow of(String layer, FeatureShape shape, float[] output) {
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (float value : output) {
      sum += value;
      largest = Math.max(largest, value);
    }
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < VALUES; k++) {
      values.add((double) output[(int) ((long) k * STEP % output.length)]);
    }
    return new GoldenRow(
        layer,
        shape.height(),
        shape.width(),
        shape.channels(),
        sum / output.length,
        largest,
        values);
  }

  /** Reads a line of {@link #text}. */
  static GoldenRow parse(String line) {
    String[] cells = line.split(",", -1);
    List<Double> values = new ArrayList<>();
    for (int i = COLUMNS; i < cells.length; i++) {
      values.add(Double.parseDouble(cells[i]));
    }
    return new GoldenRow(
        cells[0],
        Integer.parseInt(cells[1]),
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        values);
  }

  /** {@code layer,height,width,channels,mean,largest,} and the eight values. */
  String text() {
    StringJoiner text = new StringJoiner(",");
    text.add(layer).add("%d,%d,%d".formatted(height, width, channels));
    text.add(digits(mean)).add(digits(largest));
    values.forEach(value -> text.add(digits(value)));
    return text.toString();
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.8g", value);
  }

  /**
   * The largest difference of a number from another description of the same layer, relative to the
   * largest value; infinite where the shapes differ or a number isn't finite.
   */
  double deviation(GoldenRow other) {
    boolean sameShape =
        height == other.height && width == other.width && channels == other.channels;
    if (!sameShape || values.size() != other.values.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = Math.max(Math.abs(mean - other.mean), Math.abs(largest - other.largest));
    for (int k = 0; k < values.size(); k++) {
      worst = Math.max(worst, Math.abs(values.get(k) - other.values.get(k)));
    }
    double relative = worst / Math.max(Math.abs(other.largest), Double.MIN_NORMAL);
    return Double.isFinite(relative) ? relative : Double.POSITIVE_INFINITY;
  }
}
