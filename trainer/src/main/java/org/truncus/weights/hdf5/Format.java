package org.truncus.weights.hdf5;

import java.util.HashSet;
import java.util.Set;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;

/**
 * What all structures of a file share: its bytes and the sizes of addresses and lengths. Not for
 * several threads.
 */
final class Format {

  /** An address that points nowhere. */
  static final long UNDEFINED = -1;

  /** More objects than any network has layers and weights. */
  private static final int OBJECT_LIMIT = 200_000;

  private final ByteReader file;
  private final int offsetSize;
  private final int lengthSize;
  private int objects;

  Format(ByteReader file, int offsetSize, int lengthSize) {
    this.file = file;
    this.offsetSize = offsetSize;
    this.lengthSize = lengthSize;
    if (badSize(offsetSize) || badSize(lengthSize)) {
      throw file.damaged(
          "addresses of %d bytes and lengths of %d".formatted(offsetSize, lengthSize));
    }
  }

  private static boolean badSize(int size) {
    return size != 4 && size != 8;
  }

  int offsetSize() {
    return offsetSize;
  }

  int lengthSize() {
    return lengthSize;
  }

  /** The next address; {@link #UNDEFINED} where it is all ones. */
  long address(ByteReader in) {
    long address = in.unsigned(offsetSize);
    return offsetSize == 4 && address == 0xffffffffL ? UNDEFINED : address;
  }

  /** The next length. */
  long length(ByteReader in) {
    return in.unsigned(lengthSize);
  }

  /** A cursor over the file at an address. */
  ByteReader at(long address) {
    return file.at(address);
  }

  /** A cursor over a part of the file. */
  ByteReader slice(long address, long length) {
    return file.slice(address, length);
  }

  /** Counts an object that is parsed, so that no file can keep the parser busy for ever. */
  void count() {
    if (++objects > OBJECT_LIMIT) {
      throw damaged("more than %d objects".formatted(OBJECT_LIMIT));
    }
  }

  /** The addresses of one structure, each of which may be met once. */
  Visited visited() {
    return new Visited();
  }

  RuntimeException damaged(String reason) {
    return file.damaged("HDF5: " + reason);
  }

  RuntimeException unsupported(String reason) {
    return new UnsupportedWeightsException(
        "%s: HDF5: %s; write the file anew with h5py's defaults".formatted(file.where(), reason));
  }

  /** Guards against structures that contain themselves. */
  final class Visited {
    private final Set<Long> addresses = new HashSet<>();

    void add(long address) {
      count();
      if (!addresses.add(address)) {
        throw damaged("a structure refers to itself at byte " + address);
      }
    }
  }
}
