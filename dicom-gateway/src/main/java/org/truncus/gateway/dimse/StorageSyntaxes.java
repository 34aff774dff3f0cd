package org.truncus.gateway.dimse;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Transfer syntaxes of the storage service (PS3.5 §10, PS3.6 annex A). */
public final class StorageSyntaxes {

  public static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  public static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  public static final String EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2";
  public static final String DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1.99";

  /** What every listener can take. */
  public static final List<String> UNCOMPRESSED =
      List.of(EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN);

  /** RLE, JPEG, JPEG-LS and JPEG 2000 without loss; for receivers which store without decoding. */
  public static final List<String> ENCAPSULATED_LOSSLESS =
      List.of(
          "1.2.840.10008.1.2.5",
          "1.2.840.10008.1.2.4.70",
          "1.2.840.10008.1.2.4.57",
          "1.2.840.10008.1.2.4.80",
          "1.2.840.10008.1.2.4.90");

  /** JPEG, JPEG-LS and JPEG 2000 with loss, or which may lose. */
  public static final List<String> ENCAPSULATED_LOSSY =
      List.of(
          "1.2.840.10008.1.2.4.50",
          "1.2.840.10008.1.2.4.51",
          "1.2.840.10008.1.2.4.81",
          "1.2.840.10008.1.2.4.91");

  private static final Set<String> LOSSLESS =
      Stream.concat(ENCAPSULATED_LOSSLESS.stream(), Stream.of(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN))
          .collect(Collectors.toUnmodifiableSet());

  private StorageSyntaxes() {}

  /**
   * 0 for uncompressed, 1 for lossless, 2 for the rest: the lower is chosen where both are offered.
   */
  public static int rank(String syntax) {
    return UNCOMPRESSED.contains(syntax) ? 0 : LOSSLESS.contains(syntax) ? 1 : 2;
  }
}
