package org.truncus.gateway.dimse.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.pdu.ProposedContext;

/**
 * The contexts to propose for a set of files: for each SOP class one per transfer syntax as stored,
 * and for files that can be rewritten one with the other little endian syntax.
 */
final class ContextPlan {

  private record Pair(String sopClassUID, String syntax) {}

  private final Set<Pair> pairs = new LinkedHashSet<>();

  /** Whether data sets in this syntax can be rewritten in another. */
  static boolean isRewritable(String syntax) {
    return syntax.equals(StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN)
        || syntax.equals(StorageSyntaxes.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** Adds what the file needs, unless the association would get too many contexts. */
  boolean add(Part10Head file) {
    Set<Pair> more = new LinkedHashSet<>(pairs);
    more.add(new Pair(file.sopClassUID(), file.transferSyntaxUID()));
    if (isRewritable(file.transferSyntaxUID())) {
      more.add(new Pair(file.sopClassUID(), StorageSyntaxes.EXPLICIT_VR_LITTLE_ENDIAN));
      more.add(new Pair(file.sopClassUID(), StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN));
    }
    if (more.size() > ProposedContext.MOST) {
      return false;
    }
    pairs.addAll(more);
    return true;
  }

  /** One context per pair, with the ids 1, 3, 5… */
  List<ProposedContext> contexts() {
    List<ProposedContext> contexts = new ArrayList<>();
    for (Pair pair : pairs) {
      contexts.add(
          new ProposedContext(2 * contexts.size() + 1, pair.sopClassUID(), List.of(pair.syntax())));
    }
    return contexts;
  }
}
