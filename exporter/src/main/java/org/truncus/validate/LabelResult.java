package org.truncus.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;

/**
 * One label on some rows: all of them, or a group.
 *
 * @param label its name
 * @param sample the rows with a known finding
 * @param positives rows with the finding
 * @param patients patients of these rows
 * @param metrics what does not depend on a threshold
 * @param points the package's operating points of this label; of a group the first alone
 * @param discrimination with curves and their bands; null for a group
 * @param gaps group minus whole, by metric; empty for the whole
 * @param least positive, and negative, rows below which a group is insufficient
 */
public record LabelResult(
    String label,
    LabelSample sample,
    long positives,
    long patients,
    Map<Metric, Estimate> metrics,
    List<PointResult> points,
    Discrimination discrimination,
    Map<Metric, Difference> gaps,
    int least) {

  /** Rows of either kind that a group needs where nobody says otherwise. */
  public static final int SUFFICIENT = 30;

  /** Keeps unmodifiable copies. */
  public LabelResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    points = List.copyOf(points);
    gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
  }

  /** A result without curves and gaps. */
  public LabelResult(
      String label,
      LabelSample sample,
      long positives,
      long patients,
      Map<Metric, Estimate> metrics,
      List<PointResult> points) {
    this(label, sample, positives, patients, metrics, points, null, Map.of(), SUFFICIENT);
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

  /** Whether there are too few positive or negative rows to judge a group by. */
  public boolean insufficient() {
    return positives < least || negatives() < least;
  }

  /** The estimate of a metric, at the first operating point where it needs one. */
  public Estimate estimate(Metric metric) {
    Estimate plain = metrics.get(metric);
    if (plain != null) {
      return plain;
    }
    Estimate atPoint = points.isEmpty() ? null : points.get(0).metrics().get(metric);
    return atPoint == null ? Estimate.plain(Double.NaN) : atPoint;
  }
}
