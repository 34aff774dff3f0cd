package org.truncus.metric;

/** The areas under the curves, each named as what it is. */
public enum Area {
  /** Under the ROC curve. */
  AUROC("AUROC", "auroc"),
  /** Under the precision-recall curve, as a sum of steps. */
  AVERAGE_PRECISION("average precision", "averagePrecision"),
  /** Under the precision-recall curve, by the trapezoid rule: another number than the above. */
  TRAPEZOID_AUPRC("trapezoid AUPRC", "trapezoidAuprc");

  private final String text;
  private final String key;

  Area(String text, String key) {
    this.text = text;
    this.key = key;
  }

  /** For reports. */
  public String text() {
    return text;
  }

  /** Its name in files. */
  public String key() {
    return key;
  }

  /** The area of one label. */
  public Bootstrapped of(Discrimination found) {
    return switch (this) {
      case AUROC -> found.auroc();
      case AVERAGE_PRECISION -> found.averagePrecision();
      case TRAPEZOID_AUPRC -> found.trapezoidAuprc();
    };
  }

  /** The area over several labels. */
  public Bootstrapped of(MacroDiscrimination found) {
    return switch (this) {
      case AUROC -> found.auroc();
      case AVERAGE_PRECISION -> found.averagePrecision();
      case TRAPEZOID_AUPRC -> found.trapezoidAuprc();
    };
  }

  /** The difference of the area between two models. */
  public Difference of(PairedDiscrimination found) {
    return switch (this) {
      case AUROC -> found.auroc();
      case AVERAGE_PRECISION -> found.averagePrecision();
      case TRAPEZOID_AUPRC -> found.trapezoidAuprc();
    };
  }
}
