package org.truncus.calibrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.problem.UsageException;

/**
 * How scores are to become probabilities and decisions.
 *
 * @param method for labels that are not named in {@code methods}; null to choose by cross-validated
 *     likelihood
 * @param methods by label; a null value chooses
 * @param correctPriors whether weights and sampling of the training are taken out of the logits
 * @param prevalence of every label where the model will be used, in (0,1); null where not stated
 * @param prevalences by label
 * @param points operating points, the first of each label its default; labels without one get a
 *     sensitivity
 */
public record CalibrationOptions(
    CalibrationMethod method,
    Map<String, CalibrationMethod> methods,
    boolean correctPriors,
    Double prevalence,
    Map<String, Double> prevalences,
    List<PointTarget> points) {

  private static final String AUTO = "auto";
  private static final String METHOD_FLAG = "--calibration";
  private static final String PREVALENCE_FLAG = "--deployment-prevalence";

  /** Checks the prevalences and keeps unmodifiable copies. */
  public CalibrationOptions {
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    prevalences = Collections.unmodifiableMap(new LinkedHashMap<>(prevalences));
    points = List.copyOf(points);
    if (prevalence != null) {
      checkPrevalence("", prevalence);
    }
    prevalences.forEach((label, value) -> checkPrevalence(label + "=", value));
  }

  private static void checkPrevalence(String label, double value) {
    if (!(value > 0 && value < 1)) {
      throw new UsageException(
          PREVALENCE_FLAG + ": found " + label + value + ", expected a number between 0 and 1");
    }
  }

  /** Methods chosen by likelihood, priors corrected, no prevalence stated. */
  public static CalibrationOptions standard() {
    return new CalibrationOptions(null, Map.of(), true, null, Map.of(), List.of());
  }

  /** The same with one method for all labels; null chooses. */
  public CalibrationOptions withMethod(CalibrationMethod newMethod) {
    return new CalibrationOptions(
        newMethod, methods, correctPriors, prevalence, prevalences, points);
  }

  /** The same with the priors of the training left in the logits. */
  public CalibrationOptions withoutPriorCorrection() {
    return new CalibrationOptions(method, methods, false, prevalence, prevalences, points);
  }

  /**
   * The same with methods as an option gives them.
   *
   * @param texts each {@code METHOD} or {@code LABEL=METHOD}, a method being {@code auto} or one of
   *     {@link CalibrationMethod}
   * @throws UsageException for an unknown method
   */
  public CalibrationOptions withMethods(List<String> texts) {
    CalibrationMethod forAll = method;
    Map<String, CalibrationMethod> byLabel = new LinkedHashMap<>(methods);
    for (String text : texts) {
      int equals = text.lastIndexOf('=');
      String name = text.substring(equals + 1).strip();
      CalibrationMethod named = name.equals(AUTO) ? null : CalibrationMethod.named(name);
      if (equals < 0) {
        forAll = named;
      } else {
        byLabel.put(text.substring(0, equals).strip(), named);
      }
    }
    return new CalibrationOptions(forAll, byLabel, correctPriors, prevalence, prevalences, points);
  }

  /** The same with other operating points. */
  public CalibrationOptions withPoints(List<PointTarget> newPoints) {
    return new CalibrationOptions(
        method, methods, correctPriors, prevalence, prevalences, newPoints);
  }

  /**
   * The same with prevalences as an option gives them.
   *
   * @param texts each {@code P} or {@code LABEL=P}
   * @throws UsageException for what is no number between 0 and 1
   */
  public CalibrationOptions withPrevalences(List<String> texts) {
    Double forAll = prevalence;
    Map<String, Double> byLabel = new LinkedHashMap<>(prevalences);
    for (String text : texts) {
      int equals = text.lastIndexOf('=');
      double value;
      try {
        value = Double.parseDouble(text.substring(equals + 1));
      } catch (NumberFormatException e) {
        throw new UsageException(
            PREVALENCE_FLAG + ": found " + text + ", expected P or LABEL=P, for example 0.02", e);
      }
      if (equals < 0) {
        forAll = value;
      } else {
        byLabel.put(text.substring(0, equals).strip(), value);
      }
    }
    return new CalibrationOptions(method, methods, correctPriors, forAll, byLabel, points);
  }

  /** The method of a label; null to choose. */
  CalibrationMethod method(String label) {
    return methods.containsKey(label) ? methods.get(label) : method;
  }

  /** The stated prevalence of a label; null where none is. */
  Double prevalence(String label) {
    return prevalences.getOrDefault(label, prevalence);
  }

  /** Refuses labels that the model doesn't have, and what softmax classes can't be given. */
  void check(List<String> labels, boolean classes) {
    methods.keySet().forEach(label -> UnknownLabel.check(METHOD_FLAG, label, labels));
    prevalences.keySet().forEach(label -> UnknownLabel.check(PREVALENCE_FLAG, label, labels));
    OptionChecks.check(this, labels, classes);
  }
}
