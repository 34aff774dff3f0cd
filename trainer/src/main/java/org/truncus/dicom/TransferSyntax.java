package org.truncus.dicom;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a data set is encoded (PS3.5 section 10 and annex A).
 *
 * @param uid its UID
 * @param name its name in PS3.6
 * @param explicit whether each element carries its VR
 * @param bigEndian byte order of numbers
 * @param deflated whether the data set is compressed as a whole (RFC 1951)
 * @param encapsulated whether pixel data are fragments of a compressed stream
 */
public record TransferSyntax(
    String uid,
    String name,
    boolean explicit,
    boolean bigEndian,
    boolean deflated,
    boolean encapsulated) {

  public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          UID.ImplicitVRLittleEndian, "Implicit VR Little Endian", false, false, false, false);
  public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          UID.ExplicitVRLittleEndian, "Explicit VR Little Endian", true, false, false, false);
  public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
      new TransferSyntax(
          UID.ExplicitVRBigEndian, "Explicit VR Big Endian", true, true, false, false);
  public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(
          UID.DeflatedExplicitVRLittleEndian,
          "Deflated Explicit VR Little Endian",
          true,
          false,
          true,
          false);

  private static final Map<String, TransferSyntax> KNOWN =
      Stream.concat(
              Stream.of(
                  IMPLICIT_VR_LITTLE_ENDIAN,
                  EXPLICIT_VR_LITTLE_ENDIAN,
                  EXPLICIT_VR_BIG_ENDIAN,
                  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
              Stream.of(
                      new String[] {UID.JPEGBaseline8Bit, "JPEG Baseline (Process 1)"},
                      new String[] {UID.JPEGExtended12Bit, "JPEG Extended (Process 2 and 4)"},
                      new String[] {UID.JPEGLossless, "JPEG Lossless (Process 14)"},
                      new String[] {
                        UID.JPEGLosslessSV1, "JPEG Lossless (Process 14, Selection Value 1)"
                      },
                      new String[] {UID.JPEGLSLossless, "JPEG-LS Lossless"},
                      new String[] {UID.JPEGLSNearLossless, "JPEG-LS Near-Lossless"},
                      new String[] {UID.JPEG2000Lossless, "JPEG 2000 (Lossless Only)"},
                      new String[] {UID.JPEG2000, "JPEG 2000"},
                      new String[] {UID.JPEGXLLossless, "JPEG XL Lossless"},
                      new String[] {UID.JPEGXLJPEGRecompression, "JPEG XL JPEG Recompression"},
                      new String[] {UID.JPEGXL, "JPEG XL"},
                      new String[] {UID.HTJ2KLossless, "High-Throughput JPEG 2000 (Lossless Only)"},
                      new String[] {
                        UID.HTJ2KLosslessRPCL, "High-Throughput JPEG 2000 with RPCL (Lossless Only)"
                      },
                      new String[] {UID.HTJ2K, "High-Throughput JPEG 2000"},
                      new String[] {UID.RLELossless, "RLE Lossless"})
                  .map(pair -> encapsulated(pair[0], pair[1])))
          .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

  /** The syntax with this UID, empty where it isn't known. */
  public static Optional<TransferSyntax> of(String uid) {
    return Optional.ofNullable(KNOWN.get(uid));
  }

  /** Whether pixel data are plain samples in this syntax. */
  public boolean isNative() {
    return !encapsulated;
  }

  private static TransferSyntax encapsulated(String uid, String name) {
    return new TransferSyntax(uid, name, true, false, false, true);
  }
}
