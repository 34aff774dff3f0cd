package org.truncus.experiment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.truncus.net.Backbone;
import org.truncus.plot.LinePlot;
import org.truncus.problem.InvalidInputException;

/**
 * How much of each layer was reused, as {@code truncus reuse} writes it: {@code reuse.csv} with the
 * columns {@code layer,median,q1,q3,floor}, layers by the names of cuts.
 *
 * @param layers in the order of the file
 */
record LayerReuse(List<Layer> layers) {

  /** Correlations of one layer: quartiles, and what random features would have. */
  record Layer(String name, double median, double q1, double q3, double floor) {}

  /**
   * Reads a file.
   *
   * @throws InvalidInputException where a column is missing or a number isn't one
   */
  static LayerReuse read(Path csv) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Layer> layers = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(csv);
        CSVParser rows = format.parse(text)) {
      for (CSVRecord row : rows) {
        if (!row.isMapped("kind") || row.get("kind").equals("layer")) {
          layers.add(
              new Layer(
                  row.get("layer"),
                  number(row, "median"),
                  number(row, "q1"),
                  number(row, "q3"),
                  number(row, "floor")));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          csv + ": not a table of `truncus reuse`: " + e.getMessage(), e);
    }
    return new LayerReuse(layers);
  }

  private static double number(CSVRecord row, String column) {
    return row.get(column).isEmpty() ? Double.NaN : Double.parseDouble(row.get(column));
  }

  /** Draws the layers that are cuts of a backbone: dots with quartiles, and the random floor. */
  void draw(LinePlot plot, Backbone backbone) {
    List<Layer> known = layers.stream().filter(layer -> depth(backbone, layer.name()) > 0).toList();
    double[] xs = known.stream().mapToDouble(layer -> depth(backbone, layer.name())).toArray();
    plot.points(
        "reuse of the layer, median and quartiles",
        xs,
        known.stream().mapToDouble(Layer::median).toArray(),
        known.stream().mapToDouble(Layer::q1).toArray(),
        known.stream().mapToDouble(Layer::q3).toArray());
    plot.faint("reuse of random features", xs, known.stream().mapToDouble(Layer::floor).toArray());
  }

  /** The number of a layer among the cuts, from 1; 0 where it is none. */
  private static int depth(Backbone backbone, String layer) {
    int cut = backbone.cuts().indexOf(layer);
    if (cut < 0 && backbone.aliases().containsKey(layer)) {
      cut = backbone.cuts().indexOf(backbone.aliases().get(layer));
    }
    return cut + 1;
  }
}
