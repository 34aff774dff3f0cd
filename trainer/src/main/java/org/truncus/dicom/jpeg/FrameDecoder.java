package org.truncus.dicom.jpeg;

import org.truncus.dicom.codec.FrameBytes;

/** A frame that is filled scan by scan. */
interface FrameDecoder {

  /** What the frame header said. */
  FrameHeader header();

  /** Decodes the entropy-coded data behind a scan header; leaves the bytes at the next marker. */
  void scan(ScanHeader scan, Tables tables, FrameBytes in);

  /** Whether every component has been decoded. */
  boolean isComplete();

  /** The samples {@code [H,W,S]}. */
  int[] samples();
}
