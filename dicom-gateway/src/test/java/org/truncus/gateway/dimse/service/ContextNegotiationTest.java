package org.truncus.gateway.dimse.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.ProposedContext;

class ContextNegotiationTest {

  private static final List<String> EVERYTHING =
      Stream.of(
              StorageSyntaxes.ENCAPSULATED_LOSSY,
              StorageSyntaxes.UNCOMPRESSED,
              StorageSyntaxes.ENCAPSULATED_LOSSLESS)
          .flatMap(List::stream)
          .toList();

  private final ContextNegotiation negotiation =
      new ContextNegotiation(
          ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("*")))
              .withTransferSyntaxes(EVERYTHING),
          false);

  @Test
  void takesUncompressedBeforeLosslessBeforeLossy() {
    assertThat(chosen(UID.JPEGBaseline8Bit, UID.JPEGLosslessSV1, UID.ExplicitVRBigEndian))
        .isEqualTo(UID.ExplicitVRBigEndian);
    assertThat(chosen(UID.JPEGBaseline8Bit, UID.JPEGLosslessSV1)).isEqualTo(UID.JPEGLosslessSV1);
    assertThat(chosen(UID.JPEG2000, UID.JPEGBaseline8Bit)).isEqualTo(UID.JPEG2000);
  }

  @Test
  void followsTheProposersOrderWithinAKind() {
    assertThat(chosen(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian))
        .isEqualTo(UID.ImplicitVRLittleEndian);
    assertThat(chosen(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian))
        .isEqualTo(UID.ExplicitVRLittleEndian);
  }

  @Test
  void refusesTheRest() {
    assertThat(result("1.2.3", UID.ImplicitVRLittleEndian)).isEqualTo(3);
    assertThat(result(UID.CTImageStorage, UID.DeflatedExplicitVRLittleEndian)).isEqualTo(4);
    assertThat(result(UID.CTImageStorage)).isEqualTo(4);
    assertThat(result(UID.Verification, UID.JPEGBaseline8Bit)).isEqualTo(4);
    assertThat(result(UID.Verification, UID.ImplicitVRLittleEndian))
        .isEqualTo(ContextResult.ACCEPTANCE);
  }

  private int result(String sopClass, String... syntaxes) {
    return negotiation.answer(new ProposedContext(1, sopClass, List.of(syntaxes))).result();
  }

  private String chosen(String... syntaxes) {
    ContextResult result =
        negotiation.answer(new ProposedContext(1, UID.CTImageStorage, List.of(syntaxes)));
    assertThat(result.accepted()).isTrue();
    return result.transferSyntax();
  }
}
