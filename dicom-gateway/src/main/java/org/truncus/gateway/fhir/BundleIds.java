package org.truncus.gateway.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of a report's resources: version 5 UUIDs (RFC 9562 section 5.5) of the report's series, which
 * is one for (study, model, gateway). So a revision, and the same report in another SOP class, are
 * newer versions of the same resources.
 *
 * @param seriesInstanceUID of the report
 */
record BundleIds(String seriesInstanceUID) {
  private static final UUID OID_NAMESPACE = UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");

  /** Id of one resource. */
  String of(String part) {
    return version5(seriesInstanceUID + "|" + part).toString();
  }

  /** What other resources call it. */
  String reference(String part) {
    return "urn:uuid:" + of(part);
  }

  private static UUID version5(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + text.length);
    input.putLong(OID_NAMESPACE.getMostSignificantBits());
    input.putLong(OID_NAMESPACE.getLeastSignificantBits()).put(text);
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-1").digest(input.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
    ByteBuffer first = ByteBuffer.wrap(hash);
    long high = (first.getLong() & ~0xF000L) | 0x5000L;
    long low = (first.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
