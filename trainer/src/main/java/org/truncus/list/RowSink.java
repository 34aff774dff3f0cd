package org.truncus.list;

/** Receives the images of a list. */
interface RowSink {

  /**
   * Takes one image.
   *
   * @param row with its targets still open
   * @param statement what the list says about the labels
   */
  void add(ListRow row, Statement statement);
}
