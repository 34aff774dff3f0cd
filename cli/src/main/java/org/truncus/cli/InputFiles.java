package org.truncus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truncus.problem.InvalidInputException;

/** Files named on the command line, and what lies in the folders named there. */
final class InputFiles {

  private static final int PREAMBLE = 128;

  private InputFiles() {}

  /** The files themselves, and the DICOM files below the folders in the order of their names. */
  static List<Path> dicom(List<Path> named) {
    named.stream().filter(path -> !Files.isDirectory(path)).forEach(InputFiles::existing);
    return images(named);
  }

  /** The same, but a file that is named and missing is left for the reader to report. */
  static List<Path> images(List<Path> named) {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        below(path).stream().filter(InputFiles::isDicom).forEach(files::add);
      } else {
        files.add(path);
      }
    }
    if (files.isEmpty()) {
      throw new InvalidInputException(
          "no DICOM file found in " + named + "; name files or folders");
    }
    return files;
  }

  /** The same path, if there is a file. */
  static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": there is no such file");
    }
    return file;
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": can't be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isDicom(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(PREAMBLE + 4);
      return head.length == PREAMBLE + 4
          && new String(head, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
  }
}
