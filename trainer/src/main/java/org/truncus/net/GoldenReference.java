package org.truncus.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truncus.problem.InvalidInputException;

/**
 * Activations that a network should have for the test image: computed by an independent
 * implementation for published files, or by us when a network was written for others.
 *
 * @param size side of the image in pixels
 * @param rows by layer
 */
public record GoldenReference(int size, List<GoldenRow> rows) {

  private static final String FOLDER = "golden/";
  private static final String INDEX = FOLDER + "index.csv";
  private static final String SIZE = "size,";
  private static final int LARGEST_SIZE = 512;

  /** Copies the list. */
  public GoldenReference {
    rows = List.copyOf(rows);
  }

  /** The reference of a published file, by its SHA-256. */
  public static Optional<GoldenReference> ofFile(String sha256) {
    return resource(INDEX)
        .lines()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals(sha256))
        .findFirst()
        .map(
            cells ->
                new GoldenReference(
                    Integer.parseInt(cells[2]),
                    resource(FOLDER + cells[1]).lines().map(GoldenRow::parse).toList()));
  }

  private static String resource(String name) {
    try (InputStream in = GoldenReference.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " can't be read", e);
    }
  }

  /**
   * Reads {@link #text}.
   *
   * @throws InvalidInputException where it is something else
   */
  public static GoldenReference parse(String text) {
    try {
      List<String> lines = text.lines().toList();
      int size = Integer.parseInt(lines.get(0).substring(SIZE.length()));
      if (size < 1 || size > LARGEST_SIZE) {
        throw new InvalidInputException(
            "stored activations for an image of %d pixels".formatted(size));
      }
      return new GoldenReference(
          size, lines.subList(1, lines.size()).stream().map(GoldenRow::parse).toList());
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new InvalidInputException("stored activations that can't be read: " + text, e);
    }
  }

  /** Lines: {@code size,} and the size, then one for each layer. */
  public String text() {
    return SIZE + size + rows.stream().map(row -> "\n" + row.text()).collect(Collectors.joining());
  }

  /** The rows by layer. */
  Map<String, GoldenRow> byLayer() {
    return rows.stream().collect(Collectors.toMap(GoldenRow::layer, row -> row));
  }
}
