package org.truncus.dicom.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.codec.FrameShape;
import org.truncus.problem.TruncusException;

/** Codestreams of OpenJPEG, see make_jpeg2000_golden.py: tiles, precincts, layers, all orders. */
class Jpeg2000Test {

  private static final int ROWS = 61;
  private static final int COLUMNS = 75;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Jpeg2000Test.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static FrameShape shape(int samples, int bits) {
    return new FrameShape(ROWS, COLUMNS, samples, bits);
  }

  private static int[] expected(String name, int bits) throws IOException {
    byte[] raw = resource(name + ".raw");
    int[] values = new int[raw.length * 8 / bits];
    for (int i = 0; i < values.length; i++) {
      values[i] = bits == 8 ? raw[i] & 0xFF : (raw[2 * i] & 0xFF) | (raw[2 * i + 1] & 0xFF) << 8;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"grey-lossless,1,16", "grey-tiles,1,8", "grey-precincts,1,8", "rgb-lossless,3,8"})
  void losslessOnesAreExact(String name, int samples, int bits) throws IOException {
    int[] found = Jpeg2000.decode(resource(name + ".j2k"), shape(samples, bits));
    assertThat(found).isEqualTo(expected(name, bits));
  }

  @ParameterizedTest
  @CsvSource({"grey-lossy,1,16", "rgb-lossy,3,8"})
  void lossyOnesAreWithinTwoGreyLevels(String name, int samples, int bits) throws IOException {
    int[] found = Jpeg2000.decode(resource(name + ".j2k"), shape(samples, bits));
    int[] expected = expected(name, bits);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void anotherShapeIsRefusedBeforeAnythingIsDecoded() throws IOException {
    byte[] frame = resource("grey-lossless.j2k");
    assertThatThrownBy(() -> Jpeg2000.decode(frame, new FrameShape(60, COLUMNS, 1, 16)))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("(7fe0,0010) PixelData")
        .hasMessageContaining("61 x 75 x 1, the data set says 60 x 75 x 1");
  }

  @Test
  void cutAndAlteredOnesAreRefusedOrDecodedAndNothingElse() throws IOException {
    Random random = new Random(5);
    for (String name : new String[] {"grey-tiles", "grey-precincts", "rgb-lossy"}) {
      byte[] frame = resource(name + ".j2k");
      int samples = name.startsWith("rgb") ? 3 : 1;
      for (int round = 0; round < 150; round++) {
        byte[] broken =
            round % 3 == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame.clone();
        for (int i = 0; i < round % 3 && broken.length > 0; i++) {
          int most = round % 2 == 0 ? Math.min(120, broken.length) : broken.length;
          broken[random.nextInt(most)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(Jpeg2000.decode(broken, shape(samples, 8))).hasSize(ROWS * COLUMNS * samples);
        } catch (TruncusException e) {
          assertThat(e).hasMessageContaining("(7fe0,0010) PixelData");
        }
      }
    }
  }
}
