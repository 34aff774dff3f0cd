package org.truncus.dicom.jpeg2000;

/**
 * A subband of a resolution.
 *
 * @param orientation 0 LL, 1 HL, 2 LH, 3 HH
 * @param area in its own coordinates
 * @param planes bit planes of its magnitudes
 * @param step its quantization step
 */
record Subband(int orientation, Area area, int planes, double step) {

  static Subband of(
      Area component, CodingStyle style, Quantization quantization, int precision, int number) {
    int orientation = number == 0 ? 0 : (number - 1) % 3 + 1;
    int level = number == 0 ? style.levels() : style.levels() - (number - 1) / 3;
    long half = level == 0 ? 0 : 1L << (level - 1);
    Area area = component.reduced(level, (orientation & 1) * half, (orientation >> 1) * half);
    int gain = orientation == 0 ? 0 : orientation == 3 ? 2 : 1;
    return new Subband(
        orientation, area, quantization.planes(number), quantization.step(number, precision, gain));
  }
}
