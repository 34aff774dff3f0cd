package org.truncus.weights.hdf5;

import java.nio.ByteBuffer;
import org.truncus.weights.bytes.ByteReader;

/** An HDF5 file in memory, usually mapped. */
public final class Hdf5File {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int VERSION_1 = 1;
  private static final int VERSION_3 = 3;

  private final Hdf5Group root;

  private Hdf5File(Hdf5Group root) {
    this.root = root;
  }

  /** Whether a file that starts like this is HDF5. */
  public static boolean starts(ByteReader start) {
    return start.skipIf(SIGNATURE);
  }

  /**
   * Reads the superblock; everything else is read when it is asked for.
   *
   * @param bytes the whole file
   * @param where what messages call it
   * @throws org.truncus.weights.InvalidWeightsException where it is damaged; all methods of groups
   *     and data sets throw it too
   * @throws org.truncus.weights.UnsupportedWeightsException where it uses parts of HDF5 that weight
   *     files don't; all methods of groups and data sets throw it too
   */
  public static Hdf5File open(ByteBuffer bytes, String where) {
    ByteReader in = new ByteReader(bytes, where);
    if (!in.skipIf(SIGNATURE)) {
      throw in.damaged("not an HDF5 file");
    }
    int version = in.u8();
    if (version > VERSION_3) {
      throw in.damaged("superblock version " + version);
    }
    return version <= VERSION_1 ? versions0And1(in, version) : versions2And3(in);
  }

  private static Hdf5File versions0And1(ByteReader in, int version) {
    in.skip(4);
    int offsets = in.u8();
    int lengths = in.u8();
    in.skip(version == VERSION_1 ? 13 : 9); // tree ranks and flags; version 1 has one rank more
    Format format = new Format(in, offsets, lengths);
    checkBase(format, format.address(in));
    in.skip(3L * offsets); // free space, end of file, driver; then the root's name
    in.skip(offsets);
    return new Hdf5File(new Hdf5Group(format, "", format.address(in)));
  }

  private static Hdf5File versions2And3(ByteReader in) {
    int offsets = in.u8();
    int lengths = in.u8();
    in.skip(1);
    Format format = new Format(in, offsets, lengths);
    checkBase(format, format.address(in));
    in.skip(2L * offsets); // extension, end of file
    return new Hdf5File(new Hdf5Group(format, "", format.address(in)));
  }

  private static void checkBase(Format format, long base) {
    if (base != 0) {
      throw format.unsupported("addresses count from byte " + base + ", not from the start");
    }
  }

  /** The group at the top. */
  public Hdf5Group root() {
    return root;
  }
}
