/**
 * JPEG-LS (ISO/IEC 14495-1, ITU-T T.87), lossless and near-lossless, of 2 to 16 bits: a decoder of
 * our own, since no maintained one on Maven Central is free of native code. Start at {@code
 * JpegLs}.
 */
package org.truncus.dicom.jpegls;
