package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UnsupportedDicomException;
import org.truncus.dicom.VR;

class GreyPipelineTest {

  private static final Offset<Float> EXACT = Offset.offset(1e-6f);

  private static DataSet image(int... values) {
    short[] stored = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      stored[i] = (short) values[i];
    }
    return ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, 1, values.length, "P1")
        .bitsStored(12)
        .window(100, 50)
        .build(stored);
  }

  private static float[] decode(DataSet dataSet, Voi voi) {
    return decoded(dataSet, voi).image().samples();
  }

  private static DecodedImage decoded(DataSet dataSet, Voi voi) {
    DicomFile file = DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    return new ImageReader(new PixelPolicy(voi, true)).decode(file);
  }

  @Test
  void windowFunctionsFollowTheirFormulas() {
    DataSet dataSet = image(0, 80, 100, 124, 125, 4095);
    assertThat(decode(dataSet, Voi.WINDOW))
        .containsExactly(new float[] {0, 0.5f - 19.5f / 49, 0.5f + 0.5f / 49, 1, 1, 1}, EXACT);
    dataSet.set(Tag.VOILUTFunction, "LINEAR_EXACT");
    assertThat(decode(dataSet, Voi.WINDOW))
        .containsExactly(new float[] {0, 0.1f, 0.5f, 0.98f, 1, 1}, EXACT);
    dataSet.set(Tag.VOILUTFunction, "SIGMOID");
    float[] sigmoid = decode(dataSet, Voi.WINDOW);
    assertThat(sigmoid[2]).isEqualTo(0.5f);
    assertThat(sigmoid[1]).isEqualTo((float) (1 / (1 + Math.exp(1.6))), EXACT);
  }

  @Test
  void polarityIsTurnedOnceAfterTheWindow() {
    DataSet dataSet = image(0, 80, 200);
    float[] low = decode(dataSet, Voi.WINDOW);
    dataSet.set(Tag.PhotometricInterpretation, "MONOCHROME1");
    float[] high = decode(dataSet, Voi.WINDOW);
    dataSet.set(Tag.PresentationLUTShape, "INVERSE");
    assertThat(decode(dataSet, Voi.WINDOW)).containsExactly(high);
    for (int i = 0; i < low.length; i++) {
      assertThat(high[i]).isEqualTo(1 - low[i], EXACT);
    }
    DicomFile file = DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(new ImageReader(new PixelPolicy(Voi.WINDOW, false)).pixels(file).samples())
        .containsExactly(low);
  }

  @Test
  void withoutVoiTheStoredRangeCounts() {
    DataSet dataSet = image(0, 1000, 4095);
    assertThat(decode(dataSet, Voi.NONE)).containsExactly(new float[] {0, 1000 / 4095f, 1}, EXACT);
    dataSet.set(Tag.PhotometricInterpretation, "MONOCHROME1");
    assertThat(decode(dataSet, Voi.NONE)).containsExactly(new float[] {1, 3095 / 4095f, 0}, EXACT);
  }

  @Test
  void overlayBitsAreMaskedAndSignsExtended() {
    DataSet dataSet = image(0x7005, 0x0FFF, 0xF800 - 0x10000);
    assertThat(decode(dataSet, Voi.NONE))
        .containsExactly(new float[] {5 / 4095f, 1, 2048 / 4095f}, EXACT);
    dataSet.setInts(Tag.PixelRepresentation, 1);
    assertThat(decode(dataSet, Voi.NONE))
        .containsExactly(new float[] {2053 / 4095f, 2047 / 4095f, 0}, EXACT);
    dataSet.setInts(Tag.PixelRepresentation, 0).setInts(Tag.HighBit, 15);
    assertThat(decode(dataSet, Voi.NONE))
        .containsExactly(new float[] {0x700 / 4095f, 0xFF / 4095f, 0xF80 / 4095f}, EXACT);
  }

  @Test
  void paddingIsBackgroundAndOutOfEveryStatistic() {
    DataSet dataSet = image(4000, 10, 20, 30, 3990);
    dataSet.setInts(Tag.PixelPaddingValue, 4000).setInts(Tag.PixelPaddingRangeLimit, 3990);
    assertThat(decode(dataSet, Voi.FULL_RANGE)).containsExactly(0, 0, 0.5f, 1, 0);
    dataSet.set(Tag.PhotometricInterpretation, "MONOCHROME1");
    assertThat(decode(dataSet, Voi.FULL_RANGE)).containsExactly(0, 1, 0.5f, 0, 0);
    DataSet nothing = image(7, 7).setInts(Tag.PixelPaddingValue, 7);
    assertThat(decode(nothing, Voi.PERCENTILE)).containsExactly(0, 0);
  }

  @Test
  void percentilesInterpolate() {
    int[] values = IntStream.rangeClosed(0, 200).toArray();
    float[] samples = decode(image(values), Voi.PERCENTILE);
    assertThat(samples[2]).isZero();
    assertThat(samples[100]).isEqualTo(0.5f, EXACT);
    assertThat(samples[198]).isEqualTo(1f);
    assertThat(samples[50]).isEqualTo(48 / 196f, EXACT);
  }

  @Test
  void aMissingOrImpossibleWindowFallsBackToPercentiles() {
    DataSet dataSet = image(IntStream.rangeClosed(0, 200).toArray());
    float[] percentiles = decode(dataSet, Voi.PERCENTILE);
    dataSet.setDecimals(Tag.WindowWidth, 0);
    assertThat(decode(dataSet, Voi.WINDOW)).containsExactly(percentiles);
    assertThat(decoded(dataSet, Voi.WINDOW).steps())
        .anyMatch(step -> step.contains("window left out"))
        .anyMatch(step -> step.startsWith("percentile"));
  }

  @Test
  void rescaleComesBeforeTheWindow() {
    DataSet dataSet = image(0, 512, 1024).setInts(Tag.RescaleSlope, 2);
    dataSet.setInts(Tag.RescaleIntercept, -1024).set(Tag.VOILUTFunction, "LINEAR_EXACT");
    dataSet.setInts(Tag.WindowCenter, 0).setInts(Tag.WindowWidth, 4096);
    assertThat(decode(dataSet, Voi.WINDOW)).containsExactly(0.25f, 0.5f, 0.75f);
    assertThat(decoded(dataSet, Voi.WINDOW).steps())
        .containsSubsequence(
            "rescale slope 2.0 intercept -1024.0",
            "window LINEAR_EXACT center 0.0 width 4096.0",
            "polarity kept: low values are dark");
  }

  @Test
  void whatCannotBeIsRefusedBeforeDecoding() {
    assertThatThrownBy(() -> decode(image(1, 2).setInts(Tag.Rows, 3), Voi.NONE))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("4 bytes")
        .hasMessageContaining("need 12");
    assertThatThrownBy(() -> decode(image(1, 2).setInts(Tag.Rows, 65535), Voi.NONE))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("20000");
    assertThatThrownBy(() -> decode(image(1, 2).set(Tag.NumberOfFrames, "2000000000"), Voi.NONE))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("1 GiB");
    assertThatThrownBy(() -> decode(image(1, 2).setInts(Tag.BitsStored, 20), Voi.NONE))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("BitsStored");
    assertThatThrownBy(() -> decode(image(1, 2).remove(Tag.PixelData), Voi.NONE))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("PixelData is missing");
    assertThatThrownBy(
            () ->
                decode(
                    image(1, 2)
                        .setBytes(Tag.FloatPixelData, VR.OF, new byte[8])
                        .remove(Tag.PixelData),
                    Voi.NONE))
        .isInstanceOf(UnsupportedDicomException.class);
  }
}
