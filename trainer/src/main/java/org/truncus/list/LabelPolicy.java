package org.truncus.list;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.problem.UsageException;

/**
 * What the labels of a list count as that are neither positive nor negative (Irvin et al. 2019,
 * section 3). Goes into JSON as it is.
 *
 * @param uncertain what {@code -1} counts as
 * @param labels what it counts as for single labels, by name, in the order given
 * @param blank what a label counts as that isn't mentioned; null for what is usual for the form of
 *     the list: negative for CheXpert, masked for all others
 */
public record LabelPolicy(Uncertain uncertain, Map<String, Uncertain> labels, Blank blank) {

  /** Keeps an unmodifiable map in its order; a missing default is {@code ignore}. */
  public LabelPolicy {
    uncertain = uncertain == null ? Uncertain.IGNORE : uncertain;
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Uncertain labels are masked, blank ones as is usual for the form of the list. */
  public static LabelPolicy standard() {
    return of(Uncertain.IGNORE);
  }

  /** One policy for the uncertain labels of every name, blank ones as usual. */
  public static LabelPolicy of(Uncertain uncertain) {
    return new LabelPolicy(uncertain, Map.of(), null);
  }

  /**
   * Reads {@code ignore,Edema=ones,Cardiomegaly=zeros}: the default, which may be left out, then
   * single labels.
   *
   * @throws UsageException where a policy isn't {@code ones|zeros|ignore}, the default isn't first
   *     or a label is named twice
   */
  public static LabelPolicy parse(String text) {
    Uncertain all = Uncertain.IGNORE;
    Map<String, Uncertain> labels = new LinkedHashMap<>();
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      int equals = parts[i].lastIndexOf('=');
      Uncertain policy = Uncertain.parse(parts[i].substring(equals + 1).strip());
      String label = parts[i].substring(0, Math.max(equals, 0)).strip();
      if (equals < 0 && i == 0) {
        all = policy;
      } else if (label.isEmpty()) {
        throw new UsageException(
            "--uncertain "
                + text
                + ": found '"
                + parts[i].strip()
                + "', expected LABEL="
                + policy.text()
                + "; a policy for all labels comes first");
      } else if (labels.put(label, policy) != null) {
        throw new UsageException("--uncertain " + text + ": names the label " + label + " twice");
      }
    }
    return new LabelPolicy(all, labels, null);
  }

  /** The same with another rule for blank labels; null for what is usual. */
  public LabelPolicy withBlank(Blank other) {
    return new LabelPolicy(uncertain, labels, other);
  }

  /** What {@code -1} counts as for a label. */
  public Uncertain uncertain(String label) {
    return labels.getOrDefault(label, uncertain);
  }

  /** The text that {@link #parse} reads, without the rule for blank labels. */
  public String text() {
    StringBuilder text = new StringBuilder(uncertain.text());
    labels.forEach(
        (label, policy) -> text.append(',').append(label).append('=').append(policy.text()));
    return text.toString();
  }

  /** The target of a label: 1, 0, or NaN where it is masked. */
  float target(String label, Answer answer) {
    return switch (answer) {
      case POSITIVE -> 1f;
      case NEGATIVE -> 0f;
      case UNCERTAIN -> uncertain(label).target();
      case NOT_SAID -> blank == null ? Float.NaN : blank.target();
    };
  }

  /** Refuses rules for labels that the list doesn't have. */
  void requireKnown(Path list, List<String> known) {
    for (String label : labels.keySet()) {
      if (!known.contains(label)) {
        throw KnownNames.unknownLabel(list + ": --uncertain names", label, known);
      }
    }
  }
}
