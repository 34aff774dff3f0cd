package org.truncus.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/**
 * Finds equal files. Whole files are read only of those that agree in size and in their first and
 * last {@value #PROBE} bytes: where all images have one size, as uncompressed ones do, the heads
 * and tails of nearly all of them differ.
 */
final class ContentDuplicates {

  private static final int PROBE = 4096;
  private static final int AT_ONE_TIME = 1024;

  private ContentDuplicates() {}

  static List<Duplicate> find(List<ListRow> rows, long[] sizes, Progress progress) {
    Map<Long, List<ListRow>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      bySize.computeIfAbsent(sizes[i], size -> new ArrayList<>()).add(rows.get(i));
    }
    List<ListRow> suspects =
        suspects(group(suspects(bySize), file -> probe(file, false), progress, "heads"));
    List<ListRow> alike =
        suspects(group(suspects, file -> probe(file, true), progress, "heads and tails"));
    List<Duplicate> duplicates = new ArrayList<>();
    group(alike, ContentDuplicates::sha256, progress, "contents")
        .forEach(
            (sha256, same) -> {
              if (same.size() > 1) {
                duplicates.add(duplicate(sha256, same));
              }
            });
    return duplicates;
  }

  /** Rows that share their key with another one. */
  private static List<ListRow> suspects(Map<?, List<ListRow>> groups) {
    return groups.values().stream().filter(g -> g.size() > 1).flatMap(List::stream).toList();
  }

  /** Rows by a key of their files, which are read on all processors. */
  private static <K> Map<K, List<ListRow>> group(
      List<ListRow> rows, Function<Path, K> key, Progress progress, String what) {
    Map<K, List<ListRow>> groups = new LinkedHashMap<>();
    try (Progress.Task task = progress.begin("comparing " + what, rows.size())) {
      for (int from = 0, to; from < rows.size(); from = to) {
        to = Math.min(rows.size(), from + AT_ONE_TIME);
        List<ListRow> some = rows.subList(from, to);
        List<K> keys = some.parallelStream().map(row -> key.apply(row.file())).toList();
        for (int i = 0; i < keys.size(); i++) {
          groups.computeIfAbsent(keys.get(i), k -> new ArrayList<>()).add(some.get(i));
        }
        task.at(to, "");
      }
    }
    return groups;
  }

  /** A checksum of the first bytes; where wanted, of the last ones too, and the size. */
  private static Probe probe(Path file, boolean withTail) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = withTail ? channel.size() : 0;
      long tail = size > PROBE ? checksum(channel, size - PROBE) : 0;
      return new Probe(size, checksum(channel, 0), tail);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static long checksum(FileChannel channel, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PROBE);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes, from + bytes.position());
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.flip());
    return checksum.getValue();
  }

  /** Where files differ in this they differ; where they agree the whole is to be read. */
  private record Probe(long size, long head, long tail) {}

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
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InvalidInputException unreadable(Path file, IOException e) {
    return new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
  }
}
