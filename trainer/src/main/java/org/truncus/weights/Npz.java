package org.truncus.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.ZipArchive;

/**
 * NumPy's {@code .npz}: a zip archive of {@code .npy} arrays (NumPy format versions 1 to 3). Arrays
 * of objects, which would be pickles, are refused.
 */
final class Npz {

  private static final String SUFFIX = ".npy";
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int HEADER_LIMIT = 4 << 10;
  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");
  private static final Pattern SIZE = Pattern.compile("\\d{1,10}");

  private final ZipArchive archive;
  private final String where;

  private Npz(ZipArchive archive, String where) {
    this.archive = archive;
    this.where = where;
  }

  /** Whether a zip archive is one. */
  static boolean is(ZipArchive archive) {
    boolean some = false;
    for (String name : archive.names()) {
      if (!name.endsWith(SUFFIX)) {
        return false;
      }
      some = true;
    }
    return some;
  }

  /** The description of all arrays, by name without the suffix. */
  static Map<String, StoredTensor> read(ZipArchive archive, String where) {
    Npz npz = new Npz(archive, where);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String entry : archive.names()) {
      StoredTensor tensor = npz.tensor(entry);
      tensors.put(tensor.name(), tensor);
    }
    return tensors;
  }

  private StoredTensor tensor(String entry) {
    String name = entry.substring(0, entry.length() - SUFFIX.length());
    ByteReader in = new ByteReader(archive.read(entry, HEADER_LIMIT), where + ", " + entry);
    if (!in.skipIf(MAGIC)) {
      throw in.damaged("not an array of NumPy");
    }
    int major = in.u8();
    in.skip(1);
    if (major < 1 || major > 3) {
      throw in.damaged("array format version " + major);
    }
    long headerSize = major == 1 ? in.u16() : in.u32();
    String header = in.text(headerSize);
    int start = in.position();
    Matcher descr = found(DESCR, header, in);
    boolean columns = found(ORDER, header, in).group(1).equals("True");
    int[] shape = in.shape(name, sizes(found(SHAPE, header, in).group(1)));
    DType dtype = dtype(descr.group(2) + descr.group(3), name);
    boolean big = descr.group(1).equals(">");
    long bytes = WeightTensor.size(shape) * dtype.bytes();
    return new StoredTensor(
        name,
        dtype,
        shape,
        () -> {
          float[] values = values(entry, start, bytes, dtype, big);
          return columns ? toRows(values, shape) : values;
        });
  }

  private static Matcher found(Pattern pattern, String header, ByteReader in) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw in.damaged("the array's header is " + header.strip());
    }
    return matcher;
  }

  private static long[] sizes(String tuple) {
    List<Long> sizes = new ArrayList<>();
    for (String text : tuple.split(",", -1)) {
      String size = text.strip();
      if (!size.isEmpty()) {
        sizes.add(SIZE.matcher(size).matches() ? Long.parseLong(size) : -1);
      }
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private DType dtype(String type, String name) {
    return switch (type) {
      case "f2" -> DType.F16;
      case "f4" -> DType.F32;
      case "f8" -> DType.F64;
      case "b1", "i1", "u1" -> DType.I8;
      case "i2", "u2" -> DType.I16;
      case "i4", "u4" -> DType.I32;
      case "i8", "u8" -> DType.I64;
      default ->
          throw new UnsupportedWeightsException(
              "%s: array %s has the type %s; floats and integers are read"
                  .formatted(where, name, type));
    };
  }

  private float[] values(String entry, int start, long bytes, DType dtype, boolean big) {
    int end = (int) Math.min(start + bytes, Integer.MAX_VALUE - Long.BYTES);
    ByteReader in = new ByteReader(archive.read(entry, end), where + ", " + entry);
    ByteBuffer data = in.skip(start).take(bytes);
    data.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return dtype.decode(data, (int) (bytes / dtype.bytes()));
  }

  /** From Fortran's order, in which the first index runs fastest, to C's. */
  private static float[] toRows(float[] columns, int[] shape) {
    float[] rows = new float[columns.length];
    int[] index = new int[shape.length];
    for (float value : columns) {
      int position = 0;
      for (int d = 0; d < shape.length; d++) {
        position = position * shape[d] + index[d];
      }
      rows[position] = value;
      for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
        index[d] = 0;
      }
    }
    return rows;
  }
}
