package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChexpertFormatTest {

  private static final String HEADER =
      "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,"
          + "Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,"
          + "Pleural Effusion,Pleural Other,Fracture,Support Devices\n";

  private static final String[] PATHS = {
    "train/patient00001/study1/view1_frontal.jpg",
    "train/patient00001/study1/view2_lateral.jpg",
    "train/patient00002/study3/view1_frontal.jpg",
    "train/patient00003/study1/view1_frontal.jpg"
  };

  private static final String ROWS =
      "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Female,68,Frontal,AP,"
          + "1.0,,,,,,,,,0.0,,,,1.0\n"
          + "CheXpert-v1.0-small/train/patient00001/study1/view2_lateral.jpg,Female,68,Lateral,,"
          + ",,-1.0,1.0,,-1.0,-1.0,,-1.0,,-1.0,,1.0,\n"
          + "CheXpert-v1.0-small/train/patient00002/study3/view1_frontal.jpg,Unknown,0,Frontal,PA,"
          + ",,,1.0,,,,,,0.0,1.0,,,\n"
          + "CheXpert-v1.0-small/train/patient00003/study1/view1_frontal.jpg,Male,148,Frontal,,"
          + ",,,,,,,,,,,,,\n";

  @TempDir Path folder;

  private Path list(Path at) {
    return write(at, (HEADER + ROWS).getBytes(StandardCharsets.UTF_8));
  }

  private static ImageList read(Path list, Path root) {
    return ListReader.read(list, new ListOptions(root, List.of(), LabelPolicy.standard(), null));
  }

  @Test
  void pathsHoldPatientAndStudyAndBlanksAreNegative() {
    images(folder.resolve("CheXpert-v1.0-small"), PATHS);
    ImageList list = read(list(folder.resolve("CheXpert-v1.0-small/train.csv")), folder);
    assertThat(list.notes().format()).isEqualTo(ListFormat.CHEXPERT);
    assertThat(list.notes().policy().blank()).isEqualTo(Blank.NEGATIVE);
    assertThat(list.labels()).hasSize(14).startsWith("No Finding").endsWith("Support Devices");
    assertThat(list.rows())
        .extracting(ListRow::patientId)
        .containsExactly("patient00001", "patient00001", "patient00002", "patient00003");
    assertThat(list.rows().get(0).targets())
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    float x = Float.NaN;
    assertThat(list.rows().get(1).targets())
        .containsExactly(0, 0, x, 1, 0, x, x, 0, x, 0, x, 0, 1, 0);
  }

  @Test
  void attributesAreHarmonisedAndOddAgesNoted() {
    images(folder.resolve("CheXpert-v1.0-small"), PATHS);
    ImageList list = read(list(folder.resolve("train.csv")), folder);
    assertThat(list.rows())
        .extracting(ListRow::attributes)
        .containsExactly(
            Map.of("study_id", "patient00001/study1", "view", "AP", "sex", "F", "age", "68"),
            Map.of("study_id", "patient00001/study1", "view", "lateral", "sex", "F", "age", "68"),
            Map.of("study_id", "patient00002/study3", "view", "PA", "age", "0"),
            Map.of("study_id", "patient00003/study1", "view", "frontal", "sex", "M", "age", "148"));
    assertThat(list.notes().remarks())
        .anySatisfy(
            remark ->
                assertThat(remark)
                    .isEqualTo(
                        "1 row: an age above 120 years is implausible; kept as it is (line 5:"
                            + " '148')"));
  }

  @Test
  void rulesForUncertainFindingsGoByLabel() {
    images(folder.resolve("CheXpert-v1.0-small"), PATHS);
    LabelPolicy policy =
        LabelPolicy.parse("ignore,Edema=ones,Cardiomegaly=zeros").withBlank(Blank.IGNORE);
    List<String> labels = List.of("Edema", "Cardiomegaly", "Atelectasis", "Fracture", "Pneumonia");
    ImageList list =
        ListReader.read(
            list(folder.resolve("train.csv")), new ListOptions(null, labels, policy, null));
    assertThat(list.rows().get(1).targets()).containsExactly(1, 0, Float.NaN, 1, Float.NaN);
  }

  @Test
  void theFirstFolderMayBeTheRootOrBelowItOrTheOther() {
    Path small = folder.resolve("a/CheXpert-v1.0-small");
    Path full = folder.resolve("b/CheXpert-v1.0");
    Path renamed = folder.resolve("c/chexpert");
    Path list = list(folder.resolve("train.csv"));
    for (Path place : List.of(small, full, renamed)) {
      images(place, PATHS);
    }
    Path last = Path.of(PATHS[3]);
    assertThat(file(list, folder.resolve("a"))).isEqualTo(small.resolve(last));
    assertThat(file(list, small)).isEqualTo(small.resolve(last));
    assertThat(file(list, folder.resolve("b"))).isEqualTo(full.resolve(last));
    assertThat(file(list, full)).isEqualTo(full.resolve(last));
    assertThat(file(list, renamed)).isEqualTo(renamed.resolve(last));
    Path inside = list(small.resolve("train.csv"));
    assertThat(file(inside, null)).isEqualTo(small.resolve(last));
  }

  private static Path file(Path list, Path root) {
    return read(list, root).rows().get(3).file();
  }

  @Test
  void oneFolderIsNoSplitAndSeveralAre() {
    images(folder.resolve("CheXpert-v1.0-small"), PATHS);
    ImageList one = read(list(folder.resolve("train.csv")), null);
    assertThat(one.rows()).extracting(ListRow::split).containsOnlyNulls();
    assertThat(one.notes().remarks()).anyMatch(remark -> remark.contains("no split is taken"));
    String valid = "valid/patient64541/study1/view1_frontal.jpg";
    images(folder.resolve("CheXpert-v1.0-small"), valid);
    String row = "CheXpert-v1.0-small/" + valid + ",Male,50,Frontal,AP,1.0,,,,,,,,,,,,,\n";
    ImageList both = read(write(folder, HEADER + ROWS + row), null);
    assertThat(both.hasSplits()).isTrue();
    assertThat(both.rows(Split.TRAIN)).hasSize(4);
    assertThat(both.rows(Split.VAL)).extracting(ListRow::patientId).containsExactly("patient64541");
    assertThat(both.notes().remarks()).anyMatch(remark -> remark.contains("are the splits"));
  }

  /** The test set comes without sex, age and views, and with CRLF and a byte order mark. */
  @Test
  void metadataColumnsMayBeMissing() {
    images(folder, "test/patient64741/study1/view1_frontal.jpg");
    String text =
        String.join(
            "\r\n",
            "\uFEFFPath,Atelectasis,Edema,",
            "CheXpert-v1.0/test/patient64741/study1/view1_frontal.jpg,1.0,0.0,",
            "");
    ImageList list = read(write(folder, text), null);
    assertThat(list.labels()).containsExactly("Edema", "Atelectasis"); // CheXpert's order
    assertThat(list.rows().get(0).targets()).containsExactly(0, 1);
    assertThat(list.rows().get(0).attributes())
        .isEqualTo(Map.of("study_id", "patient64741/study1"));
  }

  @Test
  void allThatIsWrongIsToldByColumn() {
    images(folder, "train/patient00001/study1/view1_frontal.jpg", "train/other.jpg");
    String text =
        """
        Path,Edema
        CheXpert-v1.0/train/patient00001/study1/view1_frontal.jpg,yes
        CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,1.0
        CheXpert-v1.0/train/patient00009/study1/view1_frontal.jpg,
        CheXpert-v1.0/train/other.jpg,0.0
        """;
    Path list = write(folder, text);
    InvalidListException e =
        catchThrowableOfType(InvalidListException.class, () -> read(list, null));
    assertThat(e.problems())
        .extracting(ListProblem::text)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo("line 2, column Edema: found 'yes', expected 1, 0, -1 or blank"),
            second -> assertThat(second).startsWith("line 3, column").contains("already in line 2"),
            third ->
                assertThat(third)
                    .startsWith("line 4, column Path: there is no file")
                    .contains("patient00009"),
            fourth ->
                assertThat(fourth).startsWith("line 5, column Path").contains("patient00001/"));
  }
}
