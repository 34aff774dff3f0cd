package org.truncus.gateway.dimse;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truncus.problem.UsageException;

/**
 * One line of the allow list: a calling AE title, where it may come from, whom it may call, and
 * what its certificate has to say. Written {@code AET[@NETWORK][>CALLED][;tls=SUBJECT]}, such as
 * {@code CR1}, {@code CR1@10.0.0.7}, {@code *@10.0.0.0/8>CHEST} or {@code CR1@*;tls=CN=cr1}. The
 * title {@code *} stands for any, and {@code *} alone accepts everybody. A title of the peer's that
 * holds {@code >} needs the {@code @}.
 *
 * @param callingAet the title, or {@code *}
 * @param network from where
 * @param calledAet the title of ours it may call; empty for each
 * @param tlsSubject what has to stand in the certificate it shows; where given, a connection
 *     without TLS or without certificate doesn't fit
 */
public record AcceptRule(
    String callingAet,
    Network network,
    Optional<String> calledAet,
    Optional<TlsSubject> tlsSubject) {

  /** Stands for any calling AE title. */
  public static final String ANY_TITLE = "*";

  private static final String TLS = ";tls=";
  private static final List<String> KEYS = List.of("aet", "from", "called", "tls");

  /** Checks the titles. */
  public AcceptRule {
    callingAet = AeTitle.check(callingAet);
    calledAet = calledAet.map(AeTitle::check);
  }

  /** Without conditions on the called title and the certificate. */
  public AcceptRule(String callingAet, Network network) {
    this(callingAet, network, Optional.empty(), Optional.empty());
  }

  /**
   * Reads one rule.
   *
   * @throws org.truncus.problem.UsageException where the text isn't a rule
   */
  public static AcceptRule parse(String text) {
    int tls = text.indexOf(TLS);
    Optional<TlsSubject> subject =
        tls < 0
            ? Optional.empty()
            : Optional.of(new TlsSubject(text.substring(tls + TLS.length())));
    String rest = tls < 0 ? text : text.substring(0, tls);
    int at = rest.lastIndexOf('@');
    int arrow = rest.indexOf('>', Math.max(0, at));
    Optional<String> called = arrow < 0 ? Optional.empty() : Optional.of(rest.substring(arrow + 1));
    String caller = arrow < 0 ? rest : rest.substring(0, arrow);
    return at < 0
        ? new AcceptRule(caller, Network.ANY, called, subject)
        : new AcceptRule(
            caller.substring(0, at), Network.parse(caller.substring(at + 1)), called, subject);
  }

  /**
   * The long form of YAML: {@code aet}, {@code from}, {@code called}, {@code tls}, all optional.
   *
   * @throws org.truncus.problem.UsageException where another key stands in it
   */
  public static AcceptRule of(Map<?, ?> map) {
    Set<Object> unknown = new LinkedHashSet<>(map.keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new UsageException("accept-from: unknown keys " + unknown + ", known are " + KEYS);
    }
    return new AcceptRule(
        text(map, "aet").orElse(ANY_TITLE),
        text(map, "from").map(Network::parse).orElse(Network.ANY),
        text(map, "called"),
        text(map, "tls").map(TlsSubject::new));
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return Optional.ofNullable(map.get(key)).map(String::valueOf);
  }

  /**
   * Whether the rule lets this caller in.
   *
   * @param address the peer's; the one in {@code caller} as text isn't looked at
   */
  public boolean accepts(AssociationInfo caller, InetAddress address) {
    return (callingAet.equals(ANY_TITLE) || callingAet.equals(caller.callingAet()))
        && network.contains(address)
        && calledAet.map(caller.calledAet()::equals).orElse(true)
        && tlsSubject
            .map(wanted -> caller.tlsSubject().map(wanted::isIn).orElse(false))
            .orElse(true);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(callingAet);
    if (!network.equals(Network.ANY) || callingAet.contains(">")) {
      text.append('@').append(network);
    }
    calledAet.ifPresent(title -> text.append('>').append(title));
    tlsSubject.ifPresent(subject -> text.append(TLS).append(subject));
    return text.toString();
  }
}
