package org.truncus.image;

/**
 * How a file holds its image.
 *
 * @param format {@code PNG}, {@code JPEG}, {@code BMP}, {@code TIFF} or {@code DICOM}
 * @param bits of a sample
 * @param channels as they are stored: 1 for grey and for a palette, 3 for colour, one more with
 *     alpha
 */
public record Encoding(String format, int bits, int channels) {}
