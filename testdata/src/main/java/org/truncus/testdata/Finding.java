package org.truncus.testdata;

/** A finding a phantom may carry. Findings are drawn independently of each other, given the age. */
public enum Finding {
  /** One to three soft, irregular, low-contrast densities inside the lungs. */
  OPACITY("opacity"),
  /** Fluid which blunts one costophrenic angle, with a meniscus. */
  EFFUSION("effusion"),
  /** An enlarged heart: a raised cardiothoracic ratio, overlapping with that of normal hearts. */
  CARDIOMEGALY("cardiomegaly");

  private final String label;

  Finding(String label) {
    this.label = label;
  }

  /** Name in lists: the column is {@code label:<name>}. */
  public String label() {
    return label;
  }
}
