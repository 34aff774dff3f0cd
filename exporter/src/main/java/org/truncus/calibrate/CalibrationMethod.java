package org.truncus.calibrate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.truncus.list.KnownNames;
import org.truncus.problem.UsageException;

/**
 * The ways to calibrate, the simpler ones first.
 *
 * <p>The classes of one softmax are calibrated together, by {@link #TEMPERATURE} or {@link
 * #VECTOR}: curves fitted for each class against the rest would give numbers that no longer sum to
 * one, and dividing them by their sum would undo the calibration.
 */
public enum CalibrationMethod {
  /** Logits as they are, but for the correction of priors. */
  NONE("none", 0, true, true),

  /** One divisor (Guo et al. 2017): of each label, or one for all classes. */
  TEMPERATURE("temperature", 5, true, true),

  /** One divisor for all labels. */
  JOINT_TEMPERATURE("joint-temperature", 5, true, false),

  /** Factor and offset (Platt 1999). */
  PLATT("platt", 10, true, false),

  /** Factor and offset of each class (Guo et al. 2017, vector scaling). */
  VECTOR("vector", 10, false, true),

  /** Three parameters, can bend (Kull, Silva Filho and Flach 2017). */
  BETA("beta", 20, true, false),

  /** Any rising curve (Zadrozny and Elkan 2002). */
  ISOTONIC("isotonic", 100, true, false);

  private final String text;
  private final int leastPatients;
  private final boolean forLabels;
  private final boolean forClasses;

  CalibrationMethod(String text, int leastPatients, boolean forLabels, boolean forClasses) {
    this.text = text;
    this.leastPatients = leastPatients;
    this.forLabels = forLabels;
    this.forClasses = forClasses;
  }

  /** The name in options and documents. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * Patients with a positive row, and patients with a negative one, below which it isn't fitted.
   */
  public int leastPatients() {
    return leastPatients;
  }

  /** Whether independent labels may be calibrated with it. */
  public boolean forLabels() {
    return forLabels;
  }

  /** Whether the classes of a softmax may be calibrated with it. */
  public boolean forClasses() {
    return forClasses;
  }

  /**
   * The constant of a name.
   *
   * @throws UsageException for an unknown name, listing the known ones
   */
  @JsonCreator
  public static CalibrationMethod named(String text) {
    return Arrays.stream(values())
        .filter(method -> method.text.equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private static UsageException unknown(String text) {
    List<String> known = Arrays.stream(values()).map(CalibrationMethod::text).toList();
    return new UsageException(
        "--calibration: found \""
            + text
            + "\", expected auto or one of "
            + known.stream().collect(Collectors.joining(", "))
            + KnownNames.nearest(text, known)
                .map(near -> ". Did you mean " + near + "?")
                .orElse(""));
  }
}
