package org.truncus.list;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the images of a list below its root. Each folder is listed once, which is far cheaper than
 * asking for 100 000 files one by one.
 */
final class ImagePaths {

  private final Path root;
  private final ProblemCollector problems;
  private final Map<Path, Set<String>> listings = new HashMap<>();

  ImagePaths(Path root, ProblemCollector problems) {
    this.root = root.toAbsolutePath().normalize();
    this.problems = problems;
  }

  /** The file of an image; a path that is blank, leaves the root, or leads nowhere is reported. */
  Optional<Path> resolve(long line, String image) {
    if (image.isBlank()) {
      problems.add(line, "image", "is blank, expected a path");
      return Optional.empty();
    }
    Path path;
    try {
      path = Path.of(image);
    } catch (InvalidPathException e) {
      problems.add(line, "image", "found '" + image + "', which is no path: " + e.getReason());
      return Optional.empty();
    }
    if (path.isAbsolute() || leaves(path)) {
      problems.add(
          line,
          "image",
          "found '"
              + image
              + "', expected a path below "
              + root
              + ", neither absolute nor with ..");
      return Optional.empty();
    }
    Path file = root.resolve(path).normalize();
    if (!exists(file)) {
      String hint = image.contains("\\") ? "; folders are separated by /" : "";
      problems.add(line, "image", "there is no file '" + image + "' below " + root + hint);
      return Optional.empty();
    }
    return Optional.of(file);
  }

  private static boolean leaves(Path path) {
    for (Path part : path) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  private boolean exists(Path file) {
    Path name = file.getFileName();
    Path folder = file.getParent();
    return name != null
        && folder != null
        && listings.computeIfAbsent(folder, ImagePaths::names).contains(name.toString());
  }

  private static Set<String> names(Path folder) {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException e) {
      return Set.of();
    }
    return names;
  }
}
