package org.truncus.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/** Finds equal files: only those of equal size are read. */
final class ContentDuplicates {

  private ContentDuplicates() {}

  static List<Duplicate> find(List<ListRow> rows, long[] sizes, Progress progress) {
    Map<Long, List<ListRow>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      bySize.computeIfAbsent(sizes[i], size -> new ArrayList<>()).add(rows.get(i));
    }
    List<ListRow> suspects =
        bySize.values().stream().filter(g -> g.size() > 1).flatMap(List::stream).toList();
    Map<String, List<ListRow>> byContent = new LinkedHashMap<>();
    try (Progress.Task task = progress.begin("comparing contents", suspects.size())) {
      for (int i = 0; i < suspects.size(); i++) {
        String sha256 = sha256(suspects.get(i).file());
        byContent.computeIfAbsent(sha256, key -> new ArrayList<>()).add(suspects.get(i));
        task.at(i + 1, "");
      }
    }
    List<Duplicate> duplicates = new ArrayList<>();
    byContent.forEach(
        (sha256, same) -> {
          if (same.size() > 1) {
            duplicates.add(duplicate(sha256, same));
          }
        });
    return duplicates;
  }

  private static Duplicate duplicate(String sha256, List<ListRow> same) {
    return new Duplicate(
        sha256,
        same.stream().map(ListRow::image).toList(),
        same.stream().map(ListRow::patientId).distinct().count() > 1,
        same.stream().map(ListRow::split).distinct().count() > 1);
  }

  private static String sha256(Path file) {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
