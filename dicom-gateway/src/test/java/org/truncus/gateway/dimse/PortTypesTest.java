package org.truncus.gateway.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.UsageException;

/** What users write: peers, allow lists, limits. */
class PortTypesTest {

  @ParameterizedTest
  @CsvSource({
    "PACS@10.0.0.5:104, PACS, 10.0.0.5, 104",
    "MY PACS@host.example:11112, MY PACS, host.example, 11112",
    "A@B@localhost:1, A@B, localhost, 1",
    "PACS@[::1]:104, PACS, ::1, 104"
  })
  void readsPeers(String text, String aeTitle, String host, int port) {
    PeerAddress peer = PeerAddress.parse(text);
    assertThat(peer).isEqualTo(new PeerAddress(aeTitle, host, port));
    assertThat(peer).hasToString(text);
    assertThat(PeerAddress.parse(text + "/tls"))
        .isEqualTo(peer.withTls())
        .hasToString(text + "/tls");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PACS",
        "PACS@host",
        "@host:104",
        "PACS@:104",
        "PACS@host:",
        "PACS@host:x",
        "PACS@host:0",
        "PACS@host:65536",
        "SEVENTEEN_LETTERS@host:104",
        "BACK\\SLASH@host:104"
      })
  void refusesOtherPeers(String text) {
    assertThatThrownBy(() -> PeerAddress.parse(text)).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MOD1, MOD1, 192.0.2.7, true",
    "MOD1, MOD2, 192.0.2.7, false",
    "MOD1, mod1, 192.0.2.7, false",
    "*, ANY, 192.0.2.7, true",
    "MOD1@192.0.2.7, MOD1, 192.0.2.7, true",
    "MOD1@192.0.2.7, MOD1, 192.0.2.8, false",
    "MOD1@192.0.2.0/25, MOD1, 192.0.2.127, true",
    "MOD1@192.0.2.0/25, MOD1, 192.0.2.128, false",
    "*@10.0.0.0/8, ANY, 10.255.1.1, true",
    "*@10.0.0.0/8, ANY, 11.0.0.1, false",
    "MOD1@0.0.0.0/0, MOD1, 203.0.113.9, true",
    "MOD1@2001:db8::/33, MOD1, 2001:db8:7fff::1, true",
    "MOD1@2001:db8::/33, MOD1, 2001:db8:8000::1, false",
    "MOD1@::1, MOD1, 127.0.0.1, false"
  })
  void letsInWhoIsOnTheList(String rule, String aet, String address, boolean accepted)
      throws UnknownHostException {
    AcceptRule read = AcceptRule.parse(rule);
    AssociationInfo caller = new AssociationInfo("A1", aet, "GATEWAY", address);
    assertThat(read.accepts(caller, InetAddress.getByName(address))).isEqualTo(accepted);
    assertThat(AcceptRule.parse(read.toString())).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MOD1>GATEWAY                     | GATEWAY | CN=a          | true",
        "MOD1>CHEST                       | GATEWAY | CN=a          | false",
        "MOD1@10.0.0.0/8>GATEWAY          | GATEWAY |               | true",
        "MOD1@10.0.0.0/8>CHEST            | CHEST   |               | true",
        "MOD1@11.0.0.0/8>GATEWAY          | GATEWAY | CN=a          | false",
        "MOD1;tls=CN=a                    | GATEWAY | CN=a,O=b      | true",
        "MOD1;tls=O=B, cn=A               | GATEWAY | CN=a,O=b,C=de | true",
        "MOD1;tls=CN=a,O=c                | GATEWAY | CN=a,O=b      | false",
        "MOD1;tls=CN=a                    | GATEWAY |               | false",
        "MOD1;tls=CN=a                    | GATEWAY | CN=ab         | false",
        "MOD1@*>GATEWAY;tls=CN=a\\, Inc. | GATEWAY | CN=a\\, Inc.| true"
      })
  void judgesByCalledTitleAndCertificate(
      String rule, String called, String subject, boolean accepted) throws UnknownHostException {
    AcceptRule read = AcceptRule.parse(rule);
    AssociationInfo caller =
        new AssociationInfo("A1", "MOD1", called, "10.0.0.1", Optional.ofNullable(subject));
    assertThat(read.accepts(caller, InetAddress.getByName("10.0.0.1"))).isEqualTo(accepted);
    assertThat(AcceptRule.parse(read.toString())).isEqualTo(read);
  }

  @Test
  void readsRulesInTheirLongForm() {
    assertThat(
            AcceptRule.of(
                Map.of("aet", "A>B", "from", "10.0.0.0/8", "called", "CHEST", "tls", "CN=a")))
        .isEqualTo(AcceptRule.parse("A>B@10.0.0.0/8>CHEST;tls=CN=a"));
    assertThat(AcceptRule.of(Map.of("aet", "A>B")))
        .isEqualTo(AcceptRule.parse("A>B@*"))
        .hasToString("A>B@*");
    assertThatThrownBy(() -> AcceptRule.of(Map.of("aett", "A")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("aett");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MOD1>",
        "MOD1@10.0.0.1>",
        "MOD1;tls=",
        "MOD1;tls=mod",
        "",
        "@10.0.0.1",
        "MOD1@",
        "MOD1@localhost",
        "MOD1@10.0.0.1/33",
        "MOD1@10.0.0.1/-1",
        "MOD1@10.0.0.1/x",
        "MOD1@10.0.0.300",
        "MOD1@::1/129"
      })
  void refusesOtherRules(String rule) {
    assertThatThrownBy(() -> AcceptRule.parse(rule)).isInstanceOf(UsageException.class);
  }

  @Test
  void refusesListenersThatAdmitNobody() {
    assertThatThrownBy(() -> ListenOptions.of("GATEWAY", 0, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("allow list is empty");
  }

  @Test
  void refusesLimitsOutOfRange() {
    ListenOptions options = ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("*")));
    assertThatThrownBy(() -> options.withMaxPduLength(4095)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> options.withAssociationLimits(0, 1))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> options.withMaxObjectBytes(0)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> options.withAeTitles(List.of())).isInstanceOf(UsageException.class);
  }

  @Test
  void cleansErrorComments() {
    assertThat(new StoreResponse(0, "a\\b\nc\u00e9").errorComment()).isEqualTo("a?b?c?");
    assertThat(new StoreResponse(0, "x".repeat(65)).errorComment()).hasSize(64);
  }
}
