package org.truncus.audit;

/** Where a measure comes from. */
public enum Source {
  /** The file, before any pixel is looked at: size, format. */
  FILE("file"),
  /** Plain statistics of the pixels. A finding may well change these. */
  PIXELS("pixels"),
  /** An attribute of a DICOM file's header. */
  HEADER("header"),
  /** A column of the list that is no label. */
  COLUMN("column");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  /** As written in JSON and tables. */
  public String text() {
    return text;
  }
}
