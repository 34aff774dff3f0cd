package org.truncus.weights.hdf5;

import org.truncus.weights.bytes.ByteReader;

/** The size of a data set or attribute (specification IV.A.2.b). */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Dataspace(int[] shape, boolean isNull) {

  static Dataspace read(Format format, ByteReader in, String name) {
    int version = in.u8();
    int rank = in.u8();
    in.skip(1);
    boolean isNull = false;
    if (version == 1) {
      in.skip(5);
    } else if (version == 2) {
      isNull = in.u8() == 2;
    } else {
      throw format.damaged("%s has a dataspace of version %d".formatted(name, version));
    }
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = format.length(in);
    }
    return new Dataspace(in.shape(name, sizes), isNull);
  }

  /** The number of elements; 1 for a scalar, 0 for nothing at all. */
  int size() {
    int size = isNull ? 0 : 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    return size;
  }
}
