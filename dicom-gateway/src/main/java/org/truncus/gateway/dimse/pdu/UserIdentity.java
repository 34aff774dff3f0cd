package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;

/**
 * User identity negotiation (PS3.7 §D.3.3.7). Holds credentials: never log it.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos, 4 SAML, 5 JSON web token
 * @param responseRequested whether the requestor wants an answer where it is accepted
 * @param primary user name, ticket or assertion
 * @param secondary passcode; empty unless type 2
 */
public record UserIdentity(
    int type, boolean responseRequested, ByteBuffer primary, ByteBuffer secondary) {

  @Override
  public String toString() {
    return "UserIdentity[type=" + type + "]";
  }
}
