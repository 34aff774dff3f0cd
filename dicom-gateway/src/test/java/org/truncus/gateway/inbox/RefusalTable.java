package org.truncus.gateway.inbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.gateway.dimse.DimseStatus;

/** The refusals of the inbox, for the conformance statement. */
public final class RefusalTable {

  private RefusalTable() {}

  /** One Markdown row for each that C-STORE knows, or each that HTTP knows. */
  public static String rows(boolean http) {
    return Arrays.stream(Refusal.values())
        .filter(refusal -> http || !refusal.isOfHttp())
        .map(
            refusal ->
                "| %s | %s | %s |"
                    .formatted(
                        DimseStatus.text(refusal.response().status()),
                        refusal.response().errorComment(),
                        refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
        .collect(Collectors.joining("\n"));
  }
}
