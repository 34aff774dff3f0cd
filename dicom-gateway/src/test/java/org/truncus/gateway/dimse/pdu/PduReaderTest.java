package org.truncus.gateway.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PduReaderTest {

  private static final int MAX_DATA = 4096;

  @Test
  void readsOnePduAfterTheOther() throws IOException {
    ByteArrayInputStream in = stream("05 00 00 00 00 04 00 00 00 00 07 00 00 00 00 04 00 00 00 01");
    PduReader reader = new PduReader(in, MAX_DATA);
    assertThat(reader.read(in.read())).isEqualTo(new Pdu.ReleaseRq());
    assertThat(reader.read(in.read())).isEqualTo(new Pdu.Abort(0, 1));
  }

  /** The stream ends after the header, so a reader that believed the length would meet its end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "04 00 FF FF FF FF",
        "04 00 00 00 10 07",
        "01 00 00 04 00 01",
        "02 00 7F FF FF FF",
        "03 00 00 00 00 05",
        "05 00 80 00 00 00",
        "07 00 00 01 00 00"
      })
  void refusesLengthsBeforeItReads(String header) {
    ByteArrayInputStream in = stream(header);
    assertThatThrownBy(() -> new PduReader(in, MAX_DATA).read(in.read()))
        .isInstanceOf(PduException.class)
        .hasMessageContaining("expected at most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "08", "16", "47", "FF"})
  void refusesTypesAtTheFirstByte(String type) {
    ByteArrayInputStream in = stream(type);
    assertThatThrownBy(() -> new PduReader(in, MAX_DATA).read(in.read()))
        .isInstanceOfSatisfying(
            PduException.class,
            e -> assertThat(e.reason()).isEqualTo(PduException.UNRECOGNISED_PDU))
        .hasMessageContaining("PDU type " + type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"05 00 00", "05 00 00 00 00 04 00", "04 00 00 00 10 06 00"})
  void saysWhereTheStreamEnds(String bytes) {
    ByteArrayInputStream in = stream(bytes);
    assertThatThrownBy(() -> new PduReader(in, MAX_DATA).read(in.read()))
        .isInstanceOf(EOFException.class);
  }

  private static ByteArrayInputStream stream(String hex) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
