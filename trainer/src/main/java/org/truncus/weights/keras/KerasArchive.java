package org.truncus.weights.keras;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.bytes.ZipArchive;
import org.truncus.weights.hdf5.Hdf5File;

/** A {@code .keras} file: a zip archive of {@code config.json} and {@code model.weights.h5}. */
public final class KerasArchive {

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int CONFIG_LIMIT = 16 << 20;

  private KerasArchive() {}

  /** Whether a zip archive is one. */
  public static boolean is(ZipArchive archive) {
    return archive.has(WEIGHTS);
  }

  /** Reads the description of all tensors. */
  public static KerasContent read(ZipArchive archive, String where) {
    List<LayerConfig> layers =
        archive.has(CONFIG)
            ? KerasConfig.parse(
                new String(archive.readAll(CONFIG, CONFIG_LIMIT), StandardCharsets.UTF_8),
                where + ", " + CONFIG)
            : List.of();
    String inner = where + ", " + WEIGHTS;
    return Keras3Hdf5.read(Hdf5File.open(archive.readLarge(WEIGHTS), inner).root(), inner, layers);
  }
}
