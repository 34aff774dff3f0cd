package org.truncus.list;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the images of a list below its root; what can't be found is reported. */
final class ImagePaths {

  private final Path root;
  private final ProblemCollector problems;
  private final FolderListings folders;
  private ImageIndex index;

  ImagePaths(Path root, ProblemCollector problems) {
    this.root = root.toAbsolutePath().normalize();
    this.problems = problems;
    this.folders = new FolderListings(this.root);
  }

  Path root() {
    return root;
  }

  /** The image at a path; one that is blank, leaves the root, or leads nowhere is reported. */
  Optional<Place> at(long line, String column, String image) {
    return firstOf(line, column, image, List.of(image));
  }

  /**
   * The image at the first of several paths that leads somewhere.
   *
   * @param image as written in the list
   * @param candidates where it may be; at least one
   */
  Optional<Place> firstOf(long line, String column, String image, List<String> candidates) {
    if (image.isBlank()) {
      problems.add(line, column, "is blank, expected a path");
      return Optional.empty();
    }
    for (String candidate : candidates) {
      Optional<String> below = below(line, column, candidate);
      if (below.isEmpty()) {
        return Optional.empty();
      }
      if (folders.exists(below.get())) {
        return Optional.of(new Place(root, below.get()));
      }
    }
    List<String> others = new ArrayList<>(new TreeSet<>(candidates));
    others.remove(image);
    problems.add(
        line,
        column,
        "there is no file '"
            + image
            + "'"
            + (others.isEmpty() ? "" : " (nor " + String.join(", ", others) + ")")
            + " below "
            + root
            + (image.contains("\\") ? "; folders are separated by /" : ""));
    return Optional.empty();
  }

  /** The image of a name, with or without its extension, in whatever subfolder it is. */
  Optional<Place> named(long line, String column, String name) {
    if (name.isBlank()) {
      problems.add(line, column, "is blank, expected the name of an image");
      return Optional.empty();
    }
    Optional<String> below = index().find(name);
    Optional<ImageIndex.Twin> twin = below.flatMap(index()::twin);
    if (below.isEmpty()) {
      problems.add(
          line, column, "there is no image '" + name + "' in " + root + " or its subfolders");
    } else if (twin.isPresent()) {
      problems.add(
          line,
          column,
          "'"
              + name
              + "' may be "
              + twin.get().first()
              + " or "
              + twin.get().second()
              + ", which differ; give the folder of the images with --root");
      return Optional.empty();
    }
    return below.map(path -> new Place(root, path));
  }

  /** How many names stand for more than one file, all of one size; of these the first is taken. */
  int copies() {
    return index == null ? 0 : index.copies();
  }

  /** The PNG files in a folder by name; empty where there is no such folder. */
  List<Place> pngs(String folder) {
    List<Place> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder), "*.png")) {
      files.forEach(file -> found.add(new Place(root, folder + "/" + file.getFileName())));
    } catch (IOException e) {
      return List.of();
    }
    Collections.sort(found, java.util.Comparator.comparing(Place::below));
    return found;
  }

  private ImageIndex index() {
    if (index == null) {
      index = ImageIndex.of(root);
    }
    return index;
  }

  /** The path in its shortest form; empty where that was reported as a problem. */
  private Optional<String> below(long line, String column, String image) {
    Path path;
    try {
      path = Path.of(image);
    } catch (InvalidPathException e) {
      problems.add(line, column, "found '" + image + "', which is no path: " + e.getReason());
      return Optional.empty();
    }
    if (path.isAbsolute() || leaves(path)) {
      problems.add(
          line,
          column,
          "found '"
              + image
              + "', expected a path below "
              + root
              + ", neither absolute nor with ..");
      return Optional.empty();
    }
    String normal = path.normalize().toString().replace(path.getFileSystem().getSeparator(), "/");
    return Optional.of(normal.equals(image) ? image : normal);
  }

  private static boolean leaves(Path path) {
    for (Path part : path) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }
}
