package org.truncus.list;

import java.nio.file.Path;
import java.util.Optional;

/** Which form a list has, and what reads it. */
final class ListForms {

  private ListForms() {}

  /** The form of a header; the own form where it is none of the known ones. */
  static ListFormat recognise(Columns columns) {
    if (OwnFormat.matches(columns)) {
      return ListFormat.OWN;
    } else if (ChexpertFormat.matches(columns)) {
      return ListFormat.CHEXPERT;
    } else if (NihFormat.matches(columns)) {
      return ListFormat.NIH_CXR14;
    } else if (HamFormat.matches(columns)) {
      return ListFormat.HAM10000;
    } else if (IsicFormat.matches(columns)) {
      return ListFormat.ISIC2018;
    } else if (BimcvFormat.matches(columns)) {
      return ListFormat.BIMCV;
    } else if (CovidFormat.matches(columns)) {
      return ListFormat.COVID_CHESTXRAY;
    }
    return TwoColumnFormat.matches(columns) ? ListFormat.TWO_COLUMN : ListFormat.OWN;
  }

  /** Understands a header; empty where that failed and was reported. */
  static Optional<RowFormat> open(ListFormat format, Columns columns, ReadingContext context) {
    return switch (format) {
      case OWN -> OwnFormat.open(columns, context);
      case CHEXPERT -> ChexpertFormat.open(columns, context);
      case NIH_CXR14 -> NihFormat.open(columns, context);
      case HAM10000 -> HamFormat.open(columns, context);
      case ISIC2018 -> IsicFormat.open(columns, context);
      case BIMCV -> BimcvFormat.open(columns, context);
      case COVID_CHESTXRAY -> CovidFormat.open(columns, context);
      case TWO_COLUMN -> TwoColumnFormat.open(columns, context);
    };
  }

  /**
   * The folder that images are looked for in: as given, the list's own, or for a list in {@code
   * derivatives/labels} (MIDS) the tree that this belongs to.
   */
  static Path root(Path list, ListOptions options) {
    if (options.root() != null) {
      return options.root();
    }
    Path folder = list.toAbsolutePath().normalize().getParent();
    return folder.endsWith(Path.of("derivatives", "labels"))
        ? folder.resolve("../..").normalize()
        : folder;
  }
}
