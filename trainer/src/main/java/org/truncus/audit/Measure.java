package org.truncus.audit;

/** One thing that is known of every row of a list, besides its labels. */
public sealed interface Measure {

  /** A few words. */
  String name();

  /** Where it comes from. */
  Source source();

  /** Whether it is the same in all of these rows, so that it can't predict anything there. */
  boolean isConstant(int[] rows);

  /** The value of a row for people; empty where it is missing. */
  String text(int row);

  /**
   * A number.
   *
   * @param values one for each row of the list; NaN where it is missing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Quantity(String name, Source source, double[] values) implements Measure {

    @Override
    public boolean isConstant(int[] rows) {
      double first = Double.NaN;
      for (int row : rows) {
        first = Double.isNaN(first) ? values[row] : first;
        if (!Double.isNaN(values[row]) && values[row] != first) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String text(int row) {
      return Double.isNaN(values[row]) ? "" : Numbers.text(values[row]);
    }
  }

  /**
   * One of several names.
   *
   * @param values one for each row of the list; empty where it is missing, which counts as a name
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Category(String name, Source source, String[] values) implements Measure {

    @Override
    public boolean isConstant(int[] rows) {
      for (int row : rows) {
        if (!values[row].equals(values[rows[0]])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String text(int row) {
      return values[row];
    }
  }
}
