package org.truncus.gateway.dimse.pdu;

import java.util.List;
import java.util.Optional;

/**
 * The user information item (PS3.8 annex D, PS3.7 annex D.3.3).
 *
 * @param maxLength the longest P-DATA-TF the sender of this item can receive, in bytes of the PDU
 *     length field; 0 for unlimited
 * @param implementationClassUID empty where absent
 * @param implementationVersionName at most 16 characters; empty where absent
 * @param asyncWindow where asynchronous operations are negotiated
 * @param identity where the requestor says who its user is
 */
public record UserInformation(
    long maxLength,
    String implementationClassUID,
    String implementationVersionName,
    Optional<AsyncWindow> asyncWindow,
    List<RoleSelection> roles,
    List<ExtendedNegotiation> extended,
    Optional<UserIdentity> identity) {

  /** Copies the lists. */
  public UserInformation {
    roles = List.copyOf(roles);
    extended = List.copyOf(extended);
  }

  /** Without optional items. */
  public static UserInformation of(long maxLength, String classUID, String versionName) {
    return new UserInformation(
        maxLength, classUID, versionName, Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  /** The same with the answers of an acceptor. */
  public UserInformation withAnswers(Optional<AsyncWindow> window, List<RoleSelection> answers) {
    return new UserInformation(
        maxLength,
        implementationClassUID,
        implementationVersionName,
        window,
        answers,
        extended,
        identity);
  }
}
