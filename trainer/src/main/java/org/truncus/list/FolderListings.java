package org.truncus.list;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whether files exist below a folder. The first few files of a folder are asked for one by one;
 * from then on the folder is listed, once, which is far cheaper than asking for 100 000 files one
 * by one. Of lists with very many folders only those of late are remembered.
 */
final class FolderListings {

  private static final int ASKED_SINGLY = 4;
  private static final int REMEMBERED = 4096;

  private static final class Folder {
    private int asked;
    private Set<String> names;
  }

  private final Path root;
  private final Map<String, Folder> folders =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Folder> eldest) {
          return size() > REMEMBERED;
        }
      };

  FolderListings(Path root) {
    this.root = root;
  }

  /**
   * Whether there is something of that name, by the file system's own rules for capitals.
   *
   * @param below path below the root, separated by /
   */
  boolean exists(String below) {
    int slash = below.lastIndexOf('/');
    String name = below.substring(slash + 1);
    String at = below.substring(0, Math.max(slash, 0));
    Folder folder = folders.computeIfAbsent(at, key -> new Folder());
    if (folder.names == null && folder.asked < ASKED_SINGLY) {
      folder.asked++;
      return Files.exists(root.resolve(below));
    }
    if (folder.names == null) {
      folder.names = names(root.resolve(at));
    }
    return folder.names.contains(name) || Files.exists(root.resolve(below));
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
