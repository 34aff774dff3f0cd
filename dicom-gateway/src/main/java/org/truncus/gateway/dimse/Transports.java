package org.truncus.gateway.dimse;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.truncus.problem.UsageException;

/** The adapters of the DICOM network that this build has. */
public final class Transports {

  /** Stands for {@link #DCM4CHE} where that is present, else for {@link #BUILTIN}. */
  public static final String AUTO = "auto";

  /** Written from PS3.7 and PS3.8, without a dependency; always present. */
  public static final String BUILTIN = "builtin";

  /** Over dcm4che; present where the build took it in. */
  public static final String DCM4CHE = "dcm4che";

  private static final List<String> KNOWN = List.of(DCM4CHE, BUILTIN);

  private Transports() {}

  /** The names of those present, the one that {@code auto} takes first. */
  public static List<String> present() {
    return ServiceLoader.load(DicomTransportProvider.class).stream()
        .map(provider -> provider.get().name())
        .sorted(Comparator.comparingInt(Transports::rank))
        .toList();
  }

  /**
   * The name of a present one that is meant by that text.
   *
   * @throws UsageException where there is none
   */
  public static String named(String text) {
    List<String> present = present();
    if (text.equals(AUTO)) {
      return present.get(0);
    }
    if (present.contains(text)) {
      return text;
    }
    throw new UsageException(
        text.equals(DCM4CHE)
            ? "--transport is 'dcm4che', but this build has no dcm4che; build it with -Pdcm4che, or"
                + " take 'builtin' (or 'auto')"
            : "--transport is '%s', expected auto or one that this build has: %s"
                .formatted(text, String.join(", ", present)));
  }

  /**
   * Opens one.
   *
   * @param text a name or {@code auto}
   * @throws UsageException where it isn't present
   */
  public static DicomTransport open(String text, CallOptions calls) {
    String name = named(text);
    return ServiceLoader.load(DicomTransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .open(calls);
  }

  private static int rank(String name) {
    int at = KNOWN.indexOf(name);
    return at < 0 ? KNOWN.size() : at;
  }
}
