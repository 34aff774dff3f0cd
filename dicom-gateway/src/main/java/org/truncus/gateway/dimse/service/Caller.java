package org.truncus.gateway.dimse.service;

import java.util.List;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;

/** Opens associations to one peer. */
public interface Caller {

  /**
   * Connects and negotiates. Whoever calls this releases or aborts the association.
   *
   * @param contexts with the ids 1, 3, 5…
   * @param roles where we aren't user, or not only
   */
  OutgoingAssociation open(List<ProposedContext> contexts, List<RoleSelection> roles)
      throws AssociationException;

  /** As above, as user of every class. */
  default OutgoingAssociation open(List<ProposedContext> contexts) throws AssociationException {
    return open(contexts, List.of());
  }
}
