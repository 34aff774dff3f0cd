package org.truncus.gateway.dimse.builtin;

import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.pdu.UserInformation;

/** How we present ourselves in associations (PS3.7 §D.3.3.2). */
final class Implementation {

  private Implementation() {}

  /**
   * Our user information.
   *
   * @param maxLength the longest P-DATA-TF we take, in bytes
   */
  static UserInformation user(long maxLength) {
    return UserInformation.of(
        maxLength, UID.TruncusImplementationClass, DicomWriter.IMPLEMENTATION_VERSION_NAME);
  }
}
