package org.truncus.weights.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.truncus.weights.DType;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.bytes.ByteReader;

/** A data set of numbers. */
public final class Hdf5Dataset {

  private static final int COMPACT = 0;
  private static final int CONTIGUOUS = 1;
  private static final int CHUNKED = 2;
  private static final int VERSION_3 = 3;

  private final Format format;
  private final String path;
  private final ObjectHeader header;
  private final Datatype type;
  private final Dataspace space;

  Hdf5Dataset(Format format, String path, ObjectHeader header) {
    this.format = format;
    this.path = path;
    this.header = header;
    this.type = Datatype.read(header.required(ObjectHeader.DATATYPE));
    this.space = Dataspace.read(format, header.required(ObjectHeader.DATASPACE), path);
  }

  /** Where it lies. */
  public String path() {
    return path;
  }

  /** Whether it holds numbers, and not texts or structures. */
  public boolean isNumeric() {
    return type.dtype() != null && !space.isNull();
  }

  /** Its description; the numbers are read when they are asked for. */
  public StoredTensor tensor(String name) {
    if (!isNumeric()) {
      throw format.unsupported(path + " doesn't hold numbers");
    }
    return new StoredTensor(name, type.dtype(), space.shape(), this::floats);
  }

  private float[] floats() {
    DType dtype = type.dtype();
    long bytes = (long) space.size() * dtype.bytes();
    if (bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw format.unsupported(path + " takes 2 GiB or more");
    }
    ByteBuffer data = data(bytes);
    return dtype.decode(data.order(type.order()), space.size());
  }

  private ByteBuffer data(long bytes) {
    if (header.has(ObjectHeader.EXTERNAL_FILES)) {
      throw format.unsupported(path + " lies in another file");
    }
    ByteReader in = header.required(ObjectHeader.LAYOUT);
    int version = in.u8();
    if (version < VERSION_3 || version > VERSION_3 + 1) {
      throw format.unsupported("%s has a layout of version %d".formatted(path, version));
    }
    int layout = in.u8();
    return switch (layout) {
      case COMPACT -> exact(in.take(in.u16()), bytes);
      case CONTIGUOUS -> contiguous(in, bytes);
      case CHUNKED -> new Chunks(format, path, header, space, type).read(in, version, bytes);
      default -> throw format.unsupported("%s has layout %d".formatted(path, layout));
    };
  }

  private ByteBuffer contiguous(ByteReader in, long bytes) {
    long address = format.address(in);
    if (address == Format.UNDEFINED) {
      if (bytes == 0) {
        return ByteBuffer.allocate(0);
      }
      throw format.damaged(path + " was never written");
    }
    return format.at(address).take(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer exact(ByteBuffer data, long bytes) {
    if (data.remaining() < bytes) {
      throw format.damaged(
          "%s holds %d bytes, %d were expected".formatted(path, data.remaining(), bytes));
    }
    return data;
  }
}
