package org.truncus.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Opens weight files by what they hold, whatever their name. */
public final class WeightFiles {

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int JSON_START = 8;
  private static final String BEST_OF_RUN = "checkpoints/best/weights.safetensors";

  private WeightFiles() {}

  /**
   * Reads a Keras HDF5 file, a safetensors file, or the best checkpoint of a run folder.
   *
   * @throws InvalidWeightsException where there is no such file or it is damaged
   * @throws UnsupportedWeightsException where it is of another format
   */
  public static WeightFile open(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(BEST_OF_RUN) : path;
    if (!Files.isRegularFile(file)) {
      throw new InvalidWeightsException(
          file
              + ": there is no such file; a weight file or the folder of a finished run is needed");
    }
    byte[] start = start(file);
    if (startsWith(start, HDF5)) {
      return new WeightFile(
          file, sha256(file), WeightFile.Format.KERAS_HDF5, KerasHdf5.read(file), Map.of());
    }
    if (start.length > JSON_START && start[JSON_START] == '{') {
      Safetensors.Content content = Safetensors.open(file);
      return new WeightFile(
          file, sha256(file), WeightFile.Format.SAFETENSORS, content.tensors(), content.metadata());
    }
    throw new UnsupportedWeightsException(
        "%s: %s; Keras 2 HDF5 (.h5) and safetensors files are read"
            .formatted(
                file,
                startsWith(start, ZIP)
                    ? "a zip archive (.keras, .pth or .npz) is not read"
                    : "neither HDF5 nor safetensors"));
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(JSON_START + 1);
    } catch (IOException e) {
      throw InvalidWeightsException.unreadable(file, e);
    }
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw InvalidWeightsException.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
