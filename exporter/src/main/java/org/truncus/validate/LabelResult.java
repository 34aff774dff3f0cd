package org.truncus.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.LabelSample;

/**
 * One label on some rows.
 *
 * @param label its name
 * @param sample the rows with a known finding
 * @param positives rows with the finding
 * @param patients patients of these rows
 * @param metrics what does not depend on a threshold
 * @param points the package's operating points of this label
 */
public record LabelResult(
    String label,
    LabelSample sample,
    long positives,
    long patients,
    Map<Metric, Estimate> metrics,
    List<PointResult> points) {

  /** Positive, and negative, rows below which a result of a subgroup is called insufficient. */
  public static final int SUFFICIENT = 30;

  /** Keeps unmodifiable copies. */
  public LabelResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    points = List.copyOf(points);
  }

  /** Rows with a known finding. */
  public long rows() {
    return sample.positives().length;
  }

  /** Rows without the finding. */
  public long negatives() {
    return rows() - positives;
  }

  /** Average precision of a useless score; NaN without rows. */
  public double noSkill() {
    return rows() == 0 ? Double.NaN : (double) positives / rows();
  }

  /** Whether there are too few positive or negative rows to judge a subgroup by. */
  public boolean insufficient() {
    return positives < SUFFICIENT || negatives() < SUFFICIENT;
  }

  /** The estimate of a metric, at the first operating point where it needs one. */
  Estimate estimate(Metric metric) {
    Estimate plain = metrics.get(metric);
    if (plain != null) {
      return plain;
    }
    Estimate atPoint = points.isEmpty() ? null : points.get(0).metrics().get(metric);
    return atPoint == null ? Estimate.plain(Double.NaN) : atPoint;
  }
}
