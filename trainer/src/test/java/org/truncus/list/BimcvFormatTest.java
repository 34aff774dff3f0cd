package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;

class BimcvFormatTest {

  private static final String HEADER =
      "\tPatientID\tReportID\tReport\tLabels\tLocalizations\tLabelsLocalizationsBySentence\t"
          + "labelCUIS\tLocalizationsCUIS\n";

  private static final String FRONTAL =
      "sub-S1/ses-E1/mod-rx/sub-S1_ses-E1_run-1_bp-chest_vp-ap_dx.png";
  private static final String LATERAL =
      "sub-S1/ses-E1/mod-rx/sub-S1_ses-E1_run-2_bp-chest_vp-ll_dx.png";
  private static final String OTHER =
      "sub-S2/ses-E3/mod-rx/sub-S2_ses-E3_acq-1_run-1_bp-chest_vp-pa_cr.png";

  @TempDir Path tree;

  @BeforeEach
  void sessions() throws IOException {
    for (String image : List.of(FRONTAL, LATERAL, OTHER)) {
      Path file = tree.resolve(image);
      Files.createDirectories(file.getParent());
      BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
      deep.getRaster().setPixels(0, 0, 2, 1, new int[] {300, 40000});
      ImageIO.write(deep, "png", file.toFile());
    }
    images(tree, FRONTAL.replace(".png", ".json"), "sub-S3/ses-E4/mod-ct/x.nii.gz");
  }

  private static String row(String patient, String session, String labels) {
    return String.join(
        "\t", "0", patient, session, "texto, con comas", labels, "[]", "[]", "[]", "[]\n");
  }

  private Path list(String... rows) {
    return write(
        tree.resolve("derivatives/labels/labels_covid_posi.tsv"),
        (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyRadiographOfASessionHasTheLabelsOfItsReport() {
    Path list =
        list(
            row("sub-S1", "ses-E1", "['pneumonia', 'COVID 19', \"Kerley's lines\"]"),
            row("sub-S2", "ses-E3", "['normal']"),
            row("sub-S3", "ses-E4", "['pneumonia']"));
    ImageList images = ListReader.read(list, ListOptions.standard());
    assertThat(images.notes().format()).isEqualTo(ListFormat.BIMCV);
    assertThat(images.labels())
        .containsExactly("COVID 19", "Kerley's lines", "normal", "pneumonia");
    assertThat(images.rows()).extracting(ListRow::image).containsExactly(FRONTAL, LATERAL, OTHER);
    assertThat(images.rows())
        .extracting(ListRow::targets)
        .containsExactly(
            new float[] {1, 1, 0, 1}, new float[] {1, 1, 0, 1}, new float[] {0, 0, 1, 0});
    assertThat(images.rows())
        .extracting(ListRow::attributes)
        .containsExactly(
            Map.of("study_id", "ses-E1", "view", "AP"),
            Map.of("study_id", "ses-E1", "view", "LL"),
            Map.of("study_id", "ses-E3", "view", "PA"));
    assertThat(images.rows().get(2).patientId()).isEqualTo("sub-S2");
    assertThat(images.notes().leftOut())
        .containsExactly(
            new ReadingNotes.LeftOut("the session has no radiographs (mod-rx/*.png)", 1));
  }

  @Test
  void itsImagesKeepSixteenBits() {
    Path list = list(row("sub-S2", "ses-E3", "['normal']"));
    Path file = ListReader.read(list, ListOptions.standard()).rows().get(0).file();
    float[] samples = new ImageReader(PixelPolicy.standard()).read(file).image().samples();
    assertThat(samples).containsExactly(300 / 65535f, 40000 / 65535f);
  }

  @Test
  void aReportWithoutLabelsLeavesAllOpen() {
    Path list = list(row("sub-S1", "ses-E1", "[]"), row("sub-S2", "ses-E3", "['x', 'y']"));
    ImageList images = ListReader.read(list, ListOptions.standard());
    assertThat(images.rows().get(0).targets()).containsExactly(Float.NaN, Float.NaN);
    Path nan = list(row("sub-S1", "ses-E1", "nan"), row("sub-S2", "ses-E3", "['x', 'y']"));
    ListOptions negative =
        new ListOptions(null, List.of("x"), LabelPolicy.standard().withBlank(Blank.NEGATIVE), null);
    assertThat(ListReader.read(nan, negative).rows().get(0).targets()).containsExactly(0f);
  }

  @Test
  void theTreeCanBeElsewhere() {
    Path list =
        write(
            tree.resolve("elsewhere/labels.tsv"),
            (HEADER + row("sub-S2", "ses-E3", "['normal']")).getBytes(StandardCharsets.UTF_8));
    ListOptions there = new ListOptions(tree, List.of(), Uncertain.IGNORE);
    assertThat(ListReader.read(list, there).rows()).hasSize(1);
  }

  @Test
  void allThatIsWrongIsTold() {
    Path list =
        list(
            row("sub-S1", "ses-E1", "['pneumonia'"),
            row("sub-S9", "ses-E9", "['pneumonia']"),
            row("../sub-S1", "ses-E1", "['pneumonia']"),
            row("sub-S2", "ses-E3", "[pneumonia]"),
            row("sub-S2", "ses-E3", "['x'] tail"),
            row("", "ses-E3", "['x']"));
    assertThatThrownBy(() -> ListReader.read(list, ListOptions.standard()))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("line 2, column Labels: found '['pneumonia''")
        .hasMessageContaining("line 3, column ReportID: there is no file 'sub-S9/ses-E9'")
        .hasMessageContaining("line 4, column PatientID: found '../sub-S1'")
        .hasMessageContaining("line 5, column Labels: found '[pneumonia]'")
        .hasMessageContaining("line 6, column Labels: found '['x'] tail'")
        .hasMessageContaining("line 7, column PatientID: found ''");
  }
}
