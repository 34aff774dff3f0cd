package org.truncus.list;

import org.apache.commons.csv.CSVRecord;

/** One form of list whose header has been understood: makes images of records. */
sealed interface RowFormat
    permits OwnFormat,
        ChexpertFormat,
        NihFormat,
        HamFormat,
        IsicFormat,
        BimcvFormat,
        CovidFormat,
        TwoColumnFormat {

  /** What reads the labels. */
  LabelReader labels();

  /** Hands on the images of one record: one, none where it is left out, or several. */
  void read(long line, CSVRecord values, RowSink sink);

  /** Called after the last record, for remarks on the whole. */
  default void finish() {}

  /** Whether the splits that were read hold; asked after {@link #finish}. */
  default boolean keepsSplits() {
    return true;
  }
}
