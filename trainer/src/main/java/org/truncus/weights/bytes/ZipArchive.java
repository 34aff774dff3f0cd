package org.truncus.weights.bytes;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.truncus.weights.UnsupportedWeightsException;

/**
 * The entries of a zip archive (PKWARE APPNOTE 6.3), with zip64. Stored entries are given without
 * copying; deflated ones are unpacked when asked for, never to more than the caller allows, so that
 * no bomb goes off.
 */
public final class ZipArchive {

  private static final byte[] LOCAL = {'P', 'K', 3, 4};
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY_BYTES = 46;
  private static final int COMMENT_LIMIT = 0xffff;
  private static final long IN_ZIP64 = 0xffffffffL;
  private static final int ENTRY_LIMIT = 10_000;
  private static final long FREE_BYTES = 16 << 20;
  private static final long RATIO_LIMIT = 20;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ByteReader file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(int flags, int method, long packed, long size, long header) {}

  private ZipArchive(ByteReader file) {
    this.file = file;
  }

  /** Whether a file that starts like this is a zip archive. */
  public static boolean starts(ByteReader start) {
    return start.skipIf(LOCAL);
  }

  /**
   * Reads the directory.
   *
   * @throws org.truncus.weights.InvalidWeightsException where it is damaged
   */
  public static ZipArchive open(ByteBuffer bytes, String where) {
    ByteReader file = new ByteReader(bytes, where);
    ZipArchive archive = new ZipArchive(file);
    archive.directory(archive.end());
    return archive;
  }

  /** The names of the files, in the order of the directory. */
  public Iterable<String> names() {
    return entries.keySet();
  }

  /** Whether there is a file of this name. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** How large a file is when unpacked, as the archive says. */
  public long size(String name) {
    return entry(name).size;
  }

  private ByteReader end() {
    int last = file.size() - END_BYTES;
    for (int at = last; at >= 0 && at >= last - COMMENT_LIMIT; at--) {
      if (file.at(at).i32() == END_SIGNATURE) {
        return file.at(at);
      }
    }
    throw file.damaged("a zip archive without its directory, as of a broken download");
  }

  private void directory(ByteReader end) {
    int start = end.position();
    end.skip(10);
    long count = end.u16();
    long size = end.u32();
    long offset = end.u32();
    if (start >= LOCATOR_BYTES && file.at(start - LOCATOR_BYTES).i32() == LOCATOR_SIGNATURE) {
      ByteReader end64 = file.at(file.at(start - LOCATOR_BYTES + 8L).i64());
      if (end64.i32() != END64_SIGNATURE) {
        throw file.damaged("a zip archive without its zip64 directory");
      }
      end64.skip(28);
      count = end64.i64();
      size = end64.i64();
      offset = end64.i64();
    }
    if (count < 0 || count > ENTRY_LIMIT || count * ENTRY_BYTES > size) {
      throw file.damaged("a zip archive of %d files".formatted(count));
    }
    ByteReader directory = file.slice(offset, size);
    for (long i = 0; i < count; i++) {
      entry(directory);
    }
  }

  private void entry(ByteReader in) {
    if (in.i32() != ENTRY_SIGNATURE) {
      throw file.damaged("the directory of the zip archive");
    }
    in.skip(4);
    int flags = in.u16();
    int method = in.u16();
    in.skip(8);
    long packed = in.u32();
    long size = in.u32();
    int nameSize = in.u16();
    int extraSize = in.u16();
    int commentSize = in.u16();
    in.skip(8);
    long header = in.u32();
    String name = in.text(nameSize);
    ByteReader extra = in.slice(in.position(), extraSize);
    in.skip((long) extraSize + commentSize);
    Entry entry = zip64(new Entry(flags, method, packed, size, header), extra);
    if (entries.put(name, entry) != null) {
      throw file.damaged("the zip archive has %s twice".formatted(name));
    }
  }

  private static Entry zip64(Entry entry, ByteReader extra) {
    while (extra.remaining() >= 4) {
      int id = extra.u16();
      int length = extra.u16();
      ByteReader field = extra.slice(extra.position(), length);
      extra.skip(length);
      if (id == 1) {
        long size = entry.size == IN_ZIP64 ? field.i64() : entry.size;
        long packed = entry.packed == IN_ZIP64 ? field.i64() : entry.packed;
        long header = entry.header == IN_ZIP64 ? field.i64() : entry.header;
        return new Entry(entry.flags, entry.method, packed, size, header);
      }
    }
    return entry;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw file.damaged("the zip archive lacks " + name);
    }
    return entry;
  }

  /** A file as it lies in the archive, packed or not. */
  private ByteReader raw(String name, Entry entry) {
    if ((entry.flags & 1) != 0 || (entry.method != STORED && entry.method != DEFLATED)) {
      throw new UnsupportedWeightsException(
          "%s: %s is encrypted or packed by method %d; stored and deflated files are read"
              .formatted(file.where(), name, entry.method));
    }
    ByteReader local = file.at(entry.header);
    if (!local.skipIf(LOCAL)) {
      throw file.damaged("the zip archive has no %s at byte %d".formatted(name, entry.header));
    }
    local.skip(22);
    int nameSize = local.u16();
    int extraSize = local.u16();
    local.skip((long) nameSize + extraSize);
    return file.slice(local.position(), entry.packed);
  }

  /**
   * A file's bytes from its start: all of them, or as many as are allowed.
   *
   * @param limit how many are needed at most
   * @return little-endian; fewer than the limit where the file is shorter
   */
  public ByteBuffer read(String name, int limit) {
    Entry entry = entry(name);
    ByteReader raw = raw(name, entry);
    if (entry.method == STORED) {
      return raw.take(Math.min(limit, raw.size()));
    }
    byte[] bytes = new byte[(int) Math.min(limit, Math.max(entry.size, 0))];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(raw.take(raw.size()));
      int length = 0;
      while (length < bytes.length) {
        int count = inflater.inflate(bytes, length, bytes.length - length);
        if (count == 0) {
          throw file.damaged("%s ends after %d bytes".formatted(name, length));
        }
        length += count;
      }
      return new ByteReader(ByteBuffer.wrap(bytes), file.where()).take(bytes.length);
    } catch (DataFormatException e) {
      throw file.damaged("%s can't be unpacked: %s".formatted(name, e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  /**
   * A whole file that must not be larger than the limit.
   *
   * @throws org.truncus.weights.InvalidWeightsException where it is larger
   */
  public byte[] readAll(String name, int limit) {
    long size = size(name);
    if (size < 0 || size > limit) {
      throw file.damaged(
          "%s takes %d bytes when unpacked, at most %d are expected".formatted(name, size, limit));
    }
    ByteBuffer buffer = read(name, limit);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /**
   * A whole file that others are read from without copying: stored, or deflated by a factor that
   * numbers can reach.
   *
   * @throws org.truncus.weights.InvalidWeightsException where it unpacks to much more than it is
   */
  public ByteBuffer readLarge(String name) {
    Entry entry = entry(name);
    long size = entry.method == STORED ? entry.packed : entry.size;
    long most = Math.max(FREE_BYTES, RATIO_LIMIT * entry.packed);
    if (size < 0
        || (size > Math.min(most, Integer.MAX_VALUE - Long.BYTES) && entry.method != STORED)) {
      throw file.damaged(
          "%s of %d bytes claims to unpack to %d, more than weights do"
              .formatted(name, entry.packed, size));
    }
    return read(name, (int) Math.min(size, Integer.MAX_VALUE - Long.BYTES));
  }
}
