package org.truncus.gateway.dimse.tls;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** RSA keys in the form of PKCS#1, which Java reads only inside of PKCS#8 (RFC 5208). */
final class Pkcs1 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /** Version 0, and the algorithm rsaEncryption with no parameters. */
  private static final byte[] HEAD =
      HexFormat.of().parseHex("020100300D06092A864886F70D0101010500");

  private Pkcs1() {}

  /** The DER of a PKCS#8 structure around the DER of an RSAPrivateKey. */
  static byte[] wrap(byte[] rsaPrivateKey) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(HEAD);
    write(content, OCTET_STRING, rsaPrivateKey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, SEQUENCE, content.toByteArray());
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length > 0xFFFF ? 3 : content.length > 0xFF ? 2 : 1;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >>> (8 * i));
      }
    }
    out.writeBytes(content);
  }
}
