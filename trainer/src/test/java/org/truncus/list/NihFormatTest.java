package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.UsageException;

class NihFormatTest {

  /** As published in 2017: commas within brackets, unquoted, and a trailing empty column. */
  private static final String HEADER =
      "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View"
          + " Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],\n";

  private static final String ROWS =
      """
      00000001_000.png,Cardiomegaly,0,1,058Y,M,PA,2682,2749,0.143,0.143,
      00000001_001.png,Cardiomegaly|Emphysema,1,1,58,M,PA,2894,2729,0.143,0.143,
      00000002_000.png,No Finding,0,2,414,F,AP,2500,2048,0.168,0.168,
      00000003_000.png,Hernia|Pleural_Thickening|Mass,0,3,006M,F,AP,2500,2048,0.1,0.1,
      """;

  @TempDir Path folder;

  @BeforeEach
  void subfolders() {
    images(folder, "images_001/images/00000001_000.png", "images_001/images/00000001_001.png");
    images(folder, "images_002/images/00000002_000.png", "images_012/images/00000003_000.png");
  }

  private ImageList read(String text) {
    return ListReader.read(write(folder, text), ListOptions.standard());
  }

  @Test
  void findingsAreJoinedByBarsAndImagesFoundByName() {
    ImageList list = read(HEADER + ROWS);
    assertThat(list.notes().format()).isEqualTo(ListFormat.NIH_CXR14);
    assertThat(list.labels())
        .hasSize(14)
        .containsSequence("Pneumothorax", "Consolidation", "Edema")
        .doesNotContain("No Finding");
    assertThat(positives(list, 0)).containsExactly("Cardiomegaly");
    assertThat(positives(list, 1)).containsExactly("Cardiomegaly", "Emphysema");
    assertThat(positives(list, 2)).isEmpty();
    assertThat(positives(list, 3)).containsExactly("Mass", "Pleural_Thickening", "Hernia");
    assertThat(list.rows().get(2).targets()).containsOnly(0f);
    assertThat(list.rows()).extracting(ListRow::patientId).containsExactly("1", "1", "2", "3");
    assertThat(list.rows().get(3).file())
        .isEqualTo(folder.resolve("images_012/images/00000003_000.png"));
    assertThat(list.hasSplits()).isFalse();
  }

  private static List<String> positives(ImageList list, int row) {
    float[] targets = list.rows().get(row).targets();
    return list.labels().stream()
        .filter(label -> targets[list.labels().indexOf(label)] > 0.5f)
        .toList();
  }

  @Test
  void agesOfAllKindsBecomeYears() {
    ImageList list = read(HEADER + ROWS);
    assertThat(list.rows())
        .extracting(row -> row.attributes().get("age"))
        .containsExactly("58", "58", "414", "0");
    assertThat(list.rows().get(0).attributes())
        .isEqualTo(Map.of("age", "58", "sex", "M", "view", "PA", "follow_up", "0"));
    assertThat(list.notes().remarks()).anyMatch(r -> r.startsWith("1 row: an age above 120"));
  }

  @Test
  void laterCopiesNameTheSexOtherwiseAndHaveNoTrailingColumn() {
    String header = HEADER.replace("Patient Gender", "Patient Sex").replace("y],\n", "y]\r\n");
    String rows = ROWS.replace(",\n", "\r\n");
    ImageList list = read("\uFEFF" + header + rows);
    assertThat(list.rows()).extracting(r -> r.attributes().get("sex")).contains("M", "F");
    assertThat(list.rows()).hasSize(4);
  }

  @Test
  void noFindingCanBeAskedFor() {
    Path csv = write(folder, HEADER + ROWS);
    ListOptions options = new ListOptions(null, List.of("No Finding", "Mass"), Uncertain.IGNORE);
    assertThat(ListReader.read(csv, options).rows())
        .extracting(ListRow::targets)
        .containsExactly(
            new float[] {0, 0}, new float[] {0, 0}, new float[] {1, 0}, new float[] {0, 1});
    ListOptions typo = new ListOptions(null, List.of("Pleural Thickening"), Uncertain.IGNORE);
    assertThatThrownBy(() -> ListReader.read(csv, typo))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'Pleural_Thickening'?");
  }

  private void names(String file, String... names) {
    write(folder.resolve(file), String.join("\n", names).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thePublishedTestSplitIsTakenAndTheRestDivided() {
    names("test_list.txt", "00000002_000.png");
    names("train_val_list.txt", "00000001_000.png", "00000001_001.png", "00000003_000.png");
    ImageList list = read(HEADER + ROWS);
    assertThat(list.rows())
        .extracting(ListRow::split)
        .containsExactly(null, null, Split.TEST, null);
    assertThat(ListSummary.parts(list))
        .extracting(part -> part.split() + " " + part.rows() + " " + part.patients())
        .containsExactly("train+val 3 2", "test 1 1");
    ImageList split = PatientSplit.assign(list, SplitRatios.standard(), 1);
    assertThat(split.rows(Split.TEST)).extracting(ListRow::patientId).containsExactly("2");
    assertThat(split.hasSplits()).isTrue();
    assertThat(split.rows(Split.VAL)).isNotEmpty();
  }

  @Test
  void oneOfTheTwoFilesIsEnough() {
    names("test_list.txt", "00000002_000.png", "");
    assertThat(read(HEADER + ROWS).rows(Split.TEST)).hasSize(1);
    assertThat(folder.resolve("test_list.txt").toFile().delete()).isTrue();
    names("train_val_list.txt", "00000001_000.png", "00000001_001.png");
    ImageList list = read(HEADER + ROWS);
    assertThat(list.rows(Split.TEST)).extracting(ListRow::patientId).containsExactly("2", "3");
    assertThat(list.notes().remarks()).anyMatch(r -> r.startsWith("train_val_list.txt"));
  }

  @Test
  void contradictionsBetweenTheFilesAreProblems() {
    names("test_list.txt", "00000002_000.png", "00000001_001.png");
    names("train_val_list.txt", "00000001_000.png", "00000002_000.png");
    assertThat(problems(HEADER + ROWS))
        .satisfiesExactly(
            patient ->
                assertThat(patient)
                    .startsWith("line 3, column split: patient '1' is in test here and in train"),
            both -> assertThat(both).startsWith("line 4, column Image Index").contains("in both"),
            neither ->
                assertThat(neither).startsWith("line 5, column Image Index").contains("neither"));
  }

  @Test
  void allThatIsWrongIsTold() {
    String text =
        HEADER
            + "00000001_000.png,Cardiomegalia,0,1,58,M,PA,1,1,1,1,\n"
            + "00000001_001.png,No Finding|Mass,0,1,58,M,PA,1,1,1,1,\n"
            + "00000002_000.png,,0,,58,M,PA,1,1,1,1,\n"
            + "00000009_000.png,Mass,0,9,58,M,PA,1,1,1,1,\n"
            + "00000001_000.png,Mass,0,1,58,M,PA,1,1,1,1,\n"
            + "00000003_000.png,Mass,0,1,58,M,PA,1,1\n";
    assertThat(problems(text))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("line 2, column Finding Labels: found 'Cardiomegalia'"),
            p -> assertThat(p).startsWith("line 3, column Finding Labels").contains("alone"),
            p -> assertThat(p).startsWith("line 4, column Patient ID: is blank"),
            p -> assertThat(p).startsWith("line 4, column Finding Labels: found ''"),
            p -> assertThat(p).startsWith("line 5, column Image Index: there is no image"),
            p -> assertThat(p).startsWith("line 6").contains("stands already in line 2"),
            p -> assertThat(p).startsWith("line 7: found 9 values, the header has 11 columns"));
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(InvalidListException.class, () -> read(text)).problems().stream()
        .map(ListProblem::text)
        .toList();
  }

  /** Kaggle's archives hold folders twice; copies are harmless, other sizes aren't. */
  @Test
  void aNameInTwoFoldersMustBeTheSameFile() {
    images(folder, "images_002/other/00000001_000.png");
    assertThat(problems(HEADER + ROWS))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p)
                    .contains("images_001/images/00000001_000.png")
                    .contains("images_002/other/00000001_000.png")
                    .contains("--root"));
    byte[] same = "images_001/images/00000001_000.png".getBytes(StandardCharsets.UTF_8);
    write(folder.resolve("images_002/other/00000001_000.png"), same);
    ImageList list = read(HEADER + ROWS);
    assertThat(list.rows().get(0).below()).isEqualTo("images_001/images/00000001_000.png");
    assertThat(list.notes().remarks()).anyMatch(r -> r.contains("same size: 1;"));
  }
}
