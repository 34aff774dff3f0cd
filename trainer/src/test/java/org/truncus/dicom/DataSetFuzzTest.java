package org.truncus.dicom;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.problem.TruncusException;

/**
 * Whatever bytes come, a data set is read or refused by one of our types, and what was read can be
 * written. The gate runs each once on no input; {@code JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true
 * -Dtest='DataSetFuzzTest#explicit'} looks for more.
 */
class DataSetFuzzTest {

  /** Small, so that a bomb shows as memory rather than as luck. */
  private static final Limits LIMITS = new Limits(1 << 20, 16, 2000, 20_000, 100, 1 << 21);

  @FuzzTest
  void explicit(byte[] bytes) throws IOException {
    read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  @FuzzTest
  void implicit(byte[] bytes) throws IOException {
    read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
  }

  @FuzzTest
  void bigEndian(byte[] bytes) throws IOException {
    read(bytes, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
  }

  @FuzzTest
  void deflated(byte[] bytes) throws IOException {
    read(bytes, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
  }

  @FuzzTest
  void image(byte[] bytes) throws IOException {
    try {
      DicomFile file = DicomReader.read(new ByteArrayInputStream(bytes), LIMITS);
      new ImageReader(PixelPolicy.standard()).pixels(file);
    } catch (TruncusException e) {
      return; // refused
    }
  }

  private static void read(byte[] bytes, TransferSyntax syntax) throws IOException {
    try {
      DataSet dataSet = DicomReader.readDataSet(new ByteArrayInputStream(bytes), syntax, LIMITS);
      for (int tag : dataSet.tags()) {
        dataSet.strings(tag);
      }
      DicomWriter.writeDataSet(new ByteArrayOutputStream(), dataSet, syntax);
    } catch (TruncusException e) {
      return; // refused
    }
  }
}
