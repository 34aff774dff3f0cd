package org.truncus.testdata;

/**
 * One radiograph as a detector would store it.
 *
 * @param patient whom it shows
 * @param index 0-based image of this patient
 * @param view {@code PA}, {@code AP} or {@code LL}
 * @param width columns
 * @param height rows
 * @param pixels unsigned samples row by row, {@code [height * width]}, each below 2^bitsStored;
 *     owned by this record, not copied
 * @param bitsStored 12, 14 or 16
 * @param monochrome1 whether the least sample is to be shown white; false: black (MONOCHROME2)
 * @param pixelSpacing distance of pixel centres on the detector, mm
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record PhantomImage(
    PhantomPatient patient,
    int index,
    String view,
    int width,
    int height,
    short[] pixels,
    int bitsStored,
    boolean monochrome1,
    double pixelSpacing) {

  /** Stored sample, 0 to 2^bitsStored - 1. */
  public int sample(int column, int row) {
    return pixels[row * width + column] & 0xFFFF;
  }

  /** Largest possible sample, 2^bitsStored - 1. */
  public int maximum() {
    return (1 << bitsStored) - 1;
  }

  /**
   * Sample as it is to be shown: 0 is black, {@link #maximum()} is white, whatever the photometric
   * interpretation.
   */
  public int displayed(int column, int row) {
    int stored = sample(column, row);
    return monochrome1 ? maximum() - stored : stored;
  }

  /** Whether this is a lateral view. */
  public boolean lateral() {
    return view.equals("LL");
  }

  /** Name without extension: patient id, hyphen, two digits. */
  public String name() {
    return "%s-%02d".formatted(patient.id(), index + 1);
  }
}
