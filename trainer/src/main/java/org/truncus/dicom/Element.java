package org.truncus.dicom;

import java.util.List;

/** One element of a data set. Numbers are held little endian, whatever the file's order was. */
public sealed interface Element {

  /** Tag, {@code (group << 16) | element}. */
  int tag();

  /** Value representation. */
  VR vr();

  /** A value as its bytes, padding included; not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // holds a file's bytes; never compared
  record Bytes(int tag, VR vr, byte[] value) implements Element {}

  /** Characters set here; they become bytes when the data set's character set is settled. */
  record Text(int tag, VR vr, String value) implements Element {}

  /** A sequence of items. */
  record Sequence(int tag, List<DataSet> items) implements Element {
    @Override
    public VR vr() {
      return VR.SQ;
    }
  }

  /** Encapsulated pixel data (PS3.5 annex A.4): the offset table, then the fragments. */
  record Fragments(int tag, VR vr, List<byte[]> fragments) implements Element {}

  /** A value too long to be held, at this byte offset of its file. */
  record Skipped(int tag, VR vr, long length, long offset) implements Element {}

  /** Pixel data that stayed in their file, to be read frame by frame. */
  record Stored(int tag, VR vr, StoredBytes bytes) implements Element {}

  /** Encapsulated pixel data that stayed in their file: the offset table, then the fragments. */
  record StoredFragments(int tag, VR vr, List<StoredBytes> fragments) implements Element {
    /** Copies the list. */
    public StoredFragments {
      fragments = List.copyOf(fragments);
    }
  }
}
