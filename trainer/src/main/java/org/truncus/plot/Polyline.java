package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A line through points on the canvas, as path data. Points that lie less than a tenth of a pixel
 * beside the line through their neighbours are left out (Ramer 1972, Douglas and Peucker 1973), so
 * that a curve over a hundred thousand rows takes no more room than can be seen of it.
 */
final class Polyline {

  private static final double TOLERANCE = 0.1;

  /** Pieces between gaps; each point is x, y. */
  private final List<List<double[]>> pieces = new ArrayList<>();

  private boolean pen;

  /** Adds a point; where a coordinate is not finite, the line is broken. */
  void add(double x, double y) {
    boolean finite = Double.isFinite(x) && Double.isFinite(y);
    if (finite) {
      if (!pen) {
        pieces.add(new ArrayList<>());
      }
      pieces.get(pieces.size() - 1).add(new double[] {x, y});
    }
    pen = finite;
  }

  /** The pieces, each for itself. */
  String open() {
    StringBuilder path = new StringBuilder();
    pieces.forEach(piece -> write(path, piece, 'M'));
    return path.toString();
  }

  /** One area around which all pieces run. */
  String closed() {
    StringBuilder path = new StringBuilder();
    for (List<double[]> piece : pieces) {
      write(path, piece, path.length() == 0 ? 'M' : 'L');
    }
    return path.length() == 0 ? "" : path.append('Z').toString();
  }

  private static void write(StringBuilder path, List<double[]> piece, char first) {
    boolean[] kept = kept(piece);
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        path.append(i == 0 ? first : 'L').append(Svg.number(piece.get(i)[0])).append(' ');
        path.append(Svg.number(piece.get(i)[1]));
      }
    }
  }

  private static boolean[] kept(List<double[]> points) {
    boolean[] kept = new boolean[points.size()];
    kept[0] = true;
    kept[kept.length - 1] = true;
    List<int[]> open = new ArrayList<>();
    open.add(new int[] {0, kept.length - 1});
    while (!open.isEmpty()) {
      int[] span = open.remove(open.size() - 1);
      int farthest = -1;
      double distance = TOLERANCE;
      for (int i = span[0] + 1; i < span[1]; i++) {
        double d = distance(points.get(i), points.get(span[0]), points.get(span[1]));
        if (d > distance) {
          distance = d;
          farthest = i;
        }
      }
      if (farthest >= 0) {
        kept[farthest] = true;
        open.add(new int[] {span[0], farthest});
        open.add(new int[] {farthest, span[1]});
      }
    }
    return kept;
  }

  /** From a point to the stretch between two others. */
  private static double distance(double[] point, double[] from, double[] to) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double length = dx * dx + dy * dy;
    double along = (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
    double share = length == 0 ? 0 : Math.max(0, Math.min(1, along / length));
    return Math.hypot(point[0] - from[0] - share * dx, point[1] - from[1] - share * dy);
  }
}
