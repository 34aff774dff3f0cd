package org.truncus.gateway.dimse.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;

/**
 * Which proposed presentation contexts we take (PS3.8 §7.1.1.13). Of the syntaxes of one context
 * uncompressed goes before lossless before the rest; within these the proposer's order counts.
 */
public final class ContextNegotiation {

  /** Always provided. */
  public static final String VERIFICATION = "1.2.840.10008.1.1";

  /** Provided where there is a handler for it. */
  public static final String COMMITMENT = UID.StorageCommitmentPushModel;

  private final Set<String> storageSopClasses;
  private final List<String> storageSyntaxes;
  private final boolean commitment;

  /**
   * As the options say.
   *
   * @param commitment whether storage commitment is provided
   */
  public ContextNegotiation(ListenOptions options, boolean commitment) {
    this.commitment = commitment;
    storageSopClasses = options.storageSopClasses();
    storageSyntaxes = options.transferSyntaxes();
  }

  /** Whether the class is provided. */
  public boolean knows(String sopClassUID) {
    return isControl(sopClassUID) || storageSopClasses.contains(sopClassUID);
  }

  /** The answer to one context. */
  public ContextResult answer(ProposedContext context) {
    List<String> ours;
    if (isControl(context.abstractSyntax())) {
      ours = StorageSyntaxes.UNCOMPRESSED;
    } else if (storageSopClasses.contains(context.abstractSyntax())) {
      ours = storageSyntaxes;
    } else {
      return refusal(context, ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
    return context.transferSyntaxes().stream()
        .filter(ours::contains)
        .min(Comparator.comparingInt(StorageSyntaxes::rank))
        .map(syntax -> new ContextResult(context.id(), ContextResult.ACCEPTANCE, syntax))
        .orElseGet(() -> refusal(context, ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
  }

  /**
   * The answer on a role: a requestor may be provider of storage commitment only, to tell us
   * results.
   */
  public Optional<RoleSelection> answer(RoleSelection role) {
    return knows(role.sopClassUID())
        ? Optional.of(
            new RoleSelection(
                role.sopClassUID(),
                role.scu(),
                role.scp() && role.sopClassUID().equals(COMMITMENT)))
        : Optional.empty();
  }

  private boolean isControl(String sopClassUID) {
    return sopClassUID.equals(VERIFICATION) || (commitment && sopClassUID.equals(COMMITMENT));
  }

  private static ContextResult refusal(ProposedContext context, int result) {
    return new ContextResult(context.id(), result, StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN);
  }
}
