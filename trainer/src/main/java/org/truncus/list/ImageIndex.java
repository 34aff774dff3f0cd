package org.truncus.list;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The image files below a folder by their names, for lists that don't say in which subfolder an
 * image is. Four folders deep, hidden ones left out.
 */
final class ImageIndex {

  private static final int DEPTH = 5;
  private static final List<String> EXTENSIONS =
      List.of("jpg", "jpeg", "png", "tif", "tiff", "bmp", "dcm", "JPG", "JPEG", "PNG", "DCM");

  /** Two files of one name. */
  record Twin(String first, String second) {}

  private final Path root;
  private final Map<String, String> folders = new HashMap<>();
  private final Map<String, Twin> twins = new TreeMap<>();
  private int copies;

  private ImageIndex(Path root) {
    this.root = root;
  }

  /** Walks through the folder; a subfolder that can't be listed counts as empty. */
  static ImageIndex of(Path root) {
    ImageIndex index = new ImageIndex(root);
    Map<Path, String> names = new HashMap<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              boolean hidden = !folder.equals(root) && name(folder).startsWith(".");
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path folder = file.getParent();
              index.add(
                  names.computeIfAbsent(folder, key -> text(root.relativize(key))), name(file));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return index; // what wasn't seen is missing, and told so by name
    }
    return index;
  }

  /** The path of a file below the root, by its name, or by its name without an extension. */
  Optional<String> find(String name) {
    if (folders.containsKey(name)) {
      return Optional.of(path(folders.get(name), name));
    }
    return EXTENSIONS.stream()
        .map(extension -> name + "." + extension)
        .filter(folders::containsKey)
        .findFirst()
        .map(file -> path(folders.get(file), file));
  }

  /** Two files of that name with different sizes, where there are such. */
  Optional<Twin> twin(String path) {
    return Optional.ofNullable(twins.get(path.substring(path.lastIndexOf('/') + 1)));
  }

  /** Names found in a second folder with a file of the same size. */
  int copies() {
    return copies;
  }

  private void add(String folder, String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String known = EXTENSIONS.contains(extension) ? folders.putIfAbsent(name, folder) : null;
    if (known == null) {
      return;
    }
    String first = known.compareTo(folder) <= 0 ? known : folder;
    String second = known.compareTo(folder) <= 0 ? folder : known;
    folders.put(name, first);
    if (size(path(first, name)) == size(path(second, name))) {
      copies++;
    } else {
      twins.put(name, new Twin(path(first, name), path(second, name)));
    }
  }

  private long size(String below) {
    try {
      return Files.size(root.resolve(below));
    } catch (IOException e) {
      return -1;
    }
  }

  private static String path(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String text(Path path) {
    return path.toString().replace('\\', '/');
  }
}
