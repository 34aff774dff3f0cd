package org.truncus.dicom.jpeg2000;

/** The inverse colour transforms of the first three components (T.800 annex G), in place. */
final class ColourTransform {

  private ColourTransform() {}

  static void inverse(float[][] planes, boolean reversible) {
    float[] first = planes[0];
    float[] second = planes[1];
    float[] third = planes[2];
    for (int i = 0; i < first.length; i++) {
      float y = first[i];
      float cb = second[i];
      float cr = third[i];
      if (reversible) {
        float green = y - (float) Math.floor((cb + cr) / 4);
        first[i] = cr + green;
        second[i] = green;
        third[i] = cb + green;
      } else {
        first[i] = y + 1.402f * cr;
        second[i] = y - 0.344136f * cb - 0.714136f * cr;
        third[i] = y + 1.772f * cb;
      }
    }
  }
}
