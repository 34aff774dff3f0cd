/**
 * JPEG 2000 part 1 (ISO/IEC 15444-1, ITU-T T.800), lossless and lossy: a decoder of our own, since
 * those on Maven Central are unmaintained or native. Start at {@code Jpeg2000}. In the words of the
 * standard: a tile has components, these have resolutions of subbands, cut into precincts of code
 * blocks; packets carry the bits of a precinct for a layer.
 */
package org.truncus.dicom.jpeg2000;
