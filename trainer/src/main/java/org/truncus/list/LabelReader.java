package org.truncus.list;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** Reads the label columns of one form of list. */
sealed interface LabelReader
    permits AnswerColumns, ClassColumn, OneHotColumns, FindingNames, FindingTree {

  /** Of the column that problems are reported for. */
  String column();

  /** What the labels mean. */
  Task task();

  /** What a row says; {@link Statement#NOTHING} where that was reported as a problem. */
  Statement read(long line, CSVRecord values);

  /** Whether the names are known from the header on, rather than after the last row. */
  boolean known();

  /** The labels that can be asked for. */
  List<String> names();

  /** The labels where none are asked for. */
  default List<String> standard() {
    return names();
  }

  /** The name of a label that can be asked for in several ways. */
  default String canonical(String asked) {
    return asked;
  }
}
