package org.truncus.gateway.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.gateway.dimse.AssociationReject;

/** Bytes written by hand after PS3.8 §9.3, and round trips. */
class PduCodecTest {

  private static final String CALLED = "47 41 54 45 57 41 59 20 20 20 20 20 20 20 20 20"; // GATEWAY
  private static final String CALLING = "4D 4F 44 31 20 20 20 20 20 20 20 20 20 20 20 20"; // MOD1
  private static final String ZEROS_32 = "00 ".repeat(32);
  private static final String APPLICATION =
      "10 00 00 15 31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E 31 2E 31 2E 31";
  private static final String IMPLICIT =
      "40 00 00 11 31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 32";
  // maximum length 16384, implementation class 1.2.3, version "V1"
  private static final String USER =
      "50 00 00 17 51 00 00 04 00 00 40 00 52 00 00 05 31 2E 32 2E 33 55 00 00 02 56 31";

  private static final Pdu.AssociateRq REQUEST =
      new Pdu.AssociateRq(
          1,
          "GATEWAY",
          "MOD1",
          Pdu.APPLICATION_CONTEXT,
          List.of(new ProposedContext(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2"))),
          UserInformation.of(16384, "1.2.3", "V1"));

  static Stream<Pdu> pdus() {
    return Stream.of(
        REQUEST,
        new Pdu.AssociateRq(1, "A", "B", "1.2.3", manyContexts(), everything()),
        new Pdu.AssociateAc(
            1,
            "GATEWAY",
            "MOD1",
            Pdu.APPLICATION_CONTEXT,
            List.of(new ContextResult(1, 0, "1.2.840.10008.1.2"), new ContextResult(3, 4, "1.2")),
            everything()),
        new Pdu.AssociateRj(AssociationReject.LOCAL_LIMIT_EXCEEDED),
        new Pdu.PDataTf(
            List.of(
                new Pdv(1, true, true, ByteBuffer.wrap(new byte[] {1, 2})),
                new Pdv(255, false, false, ByteBuffer.wrap(new byte[0])))),
        new Pdu.ReleaseRq(),
        new Pdu.ReleaseRp(),
        new Pdu.Abort(2, 6));
  }

  @ParameterizedTest
  @MethodSource("pdus")
  void readsWhatItWrote(Pdu pdu) throws PduException {
    assertThat(decode(PduEncoder.encode(pdu))).isEqualTo(pdu);
  }

  @Test
  void writesAnAssociationRequest() {
    String context =
        "20 00 00 2E 01 00 00 00"
            + "30 00 00 11 31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 31"
            + IMPLICIT;
    String body = "00 01 00 00" + CALLED + CALLING + ZEROS_32 + APPLICATION + context + USER;
    assertBytes(REQUEST, "01 00 00 00 00 " + "%02X".formatted(bytes(body).length) + body);
  }

  @Test
  void writesAnAcceptance() {
    Pdu ac =
        new Pdu.AssociateAc(
            1,
            "GATEWAY",
            "MOD1",
            Pdu.APPLICATION_CONTEXT,
            List.of(new ContextResult(1, 3, "1.2.840.10008.1.2")),
            UserInformation.of(16384, "1.2.3", "V1"));
    String body =
        "00 01 00 00"
            + CALLED
            + CALLING
            + ZEROS_32
            + APPLICATION
            + "21 00 00 19 01 00 03 00"
            + IMPLICIT
            + USER;
    assertBytes(ac, "02 00 00 00 00 " + "%02X".formatted(bytes(body).length) + body);
  }

  @Test
  void writesTheShortOnes() {
    assertBytes(
        new Pdu.AssociateRj(AssociationReject.CALLED_AET_NOT_RECOGNISED),
        "03 00 00 00 00 04 00 01 01 07");
    assertBytes(new Pdu.ReleaseRq(), "05 00 00 00 00 04 00 00 00 00");
    assertBytes(new Pdu.ReleaseRp(), "06 00 00 00 00 04 00 00 00 00");
    assertBytes(new Pdu.Abort(2, 1), "07 00 00 00 00 04 00 00 02 01");
    assertBytes(
        new Pdu.PDataTf(
            List.of(
                new Pdv(1, true, true, ByteBuffer.wrap(new byte[] {10})),
                new Pdv(3, false, false, ByteBuffer.wrap(new byte[] {11, 12})))),
        "04 00 00 00 00 0F 00 00 00 03 01 03 0A 00 00 00 04 03 00 0B 0C");
  }

  @Test
  void writesTheNegotiationItems() {
    UserInformation user =
        UserInformation.of(0, "", "")
            .withAnswers(
                Optional.of(AsyncWindow.SYNCHRONOUS),
                List.of(new RoleSelection("1.2", true, false)));
    ItemWriter out = new ItemWriter();
    UserInformationCodec.write(out, user);
    assertThat(out.toByteArray())
        .isEqualTo(
            bytes(
                "51 00 00 04 00 00 00 00"
                    + "53 00 00 04 00 01 00 01"
                    + "54 00 00 07 00 03 31 2E 32 01 00"));
  }

  @Test
  void skipsItemsItDoesNotKnow() throws PduException {
    byte[] known = PduEncoder.encode(REQUEST);
    byte[] unknown = bytes("77 00 00 03 01 02 03");
    byte[] both = Arrays.copyOf(known, known.length + unknown.length);
    System.arraycopy(unknown, 0, both, known.length, unknown.length);
    assertThat(decode(both)).isEqualTo(REQUEST);
  }

  @Test
  void cleansTitlesForLogs() throws PduException {
    byte[] pdu = PduEncoder.encode(REQUEST);
    pdu[10] = '\n';
    assertThat(((Pdu.AssociateRq) decode(pdu)).calledAet()).isEqualTo("?ATEWAY");
  }

  @Test
  void refusesBrokenStructure() {
    assertInvalid("04 00 00 00 00 04 00 00 00 01", "length 1, expected at least 2");
    assertInvalid("04 00 00 00 00 06 00 00 00 09 01 03", "0 bytes left, expected 7");
    assertInvalid("04 00 00 00 00 06 FF FF FF FF 01 03", "0 bytes left");
    assertInvalid("04 00 00 00 00 00", "no presentation data value");
    assertInvalid("07 00 00 00 00 02 00 00", "expected 1");
  }

  @Test
  void refusesContextsWithoutOddDistinctIds() {
    for (List<Integer> ids : List.of(List.of(2), List.of(1, 1), List.<Integer>of())) {
      Pdu rq =
          new Pdu.AssociateRq(
              1,
              "A",
              "B",
              "1",
              ids.stream().map(id -> new ProposedContext(id, "1", List.of("1"))).toList(),
              UserInformation.of(0, "", ""));
      assertThatThrownBy(() -> decode(PduEncoder.encode(rq)))
          .isInstanceOf(PduException.class)
          .hasMessageContaining("presentation context");
    }
  }

  @Test
  void refusesMoreContextsThanThereAreIds() {
    List<ProposedContext> contexts =
        Collections.nCopies(ProposedContext.MOST + 1, new ProposedContext(1, "1", List.of("1")));
    Pdu rq = new Pdu.AssociateRq(1, "A", "B", "1", contexts, UserInformation.of(0, "", ""));
    assertThatThrownBy(() -> decode(PduEncoder.encode(rq)))
        .isInstanceOf(PduException.class)
        .hasMessageContaining("more than 128 presentation contexts");
  }

  private static List<ProposedContext> manyContexts() {
    return IntStream.range(0, ProposedContext.MOST)
        .mapToObj(
            i ->
                new ProposedContext(
                    2 * i + 1,
                    "1.2.840.10008.5.1.4.1.1." + i,
                    IntStream.range(0, 8).mapToObj(j -> "1.2.840.10008.1.2.4." + j).toList()))
        .toList();
  }

  private static UserInformation everything() {
    return new UserInformation(
        0xFFFFFFFFL,
        "1.2.3.4",
        "VERSION",
        Optional.of(new AsyncWindow(0, 5)),
        List.of(new RoleSelection("1.2.3", true, true), new RoleSelection("1.2.4", false, true)),
        List.of(new ExtendedNegotiation("1.2.5", ByteBuffer.wrap(new byte[] {1, 0, 1}))),
        Optional.of(
            new UserIdentity(
                2, true, ByteBuffer.wrap(new byte[] {65}), ByteBuffer.wrap(new byte[] {66, 67}))));
  }

  private static Pdu decode(byte[] pdu) throws PduException {
    return PduDecoder.decode(pdu[0], Arrays.copyOfRange(pdu, Pdu.HEADER_LENGTH, pdu.length));
  }

  private static void assertBytes(Pdu pdu, String hex) {
    assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(PduEncoder.encode(pdu)))
        .isEqualTo(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes(hex)));
  }

  private static void assertInvalid(String hex, String message) {
    assertThatThrownBy(() -> decode(bytes(hex)))
        .isInstanceOfSatisfying(
            PduException.class,
            e -> assertThat(e.reason()).isEqualTo(PduException.INVALID_PARAMETER))
        .hasMessageContaining(message);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
