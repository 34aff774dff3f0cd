package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
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

class HamFormatTest {

  private static final String METADATA =
      """
      lesion_id,image_id,dx,dx_type,age,sex,localization
      HAM_1,ISIC_1,bkl,histo,80.0,male,scalp
      HAM_1,ISIC_2,bkl,histo,80.0,male,scalp
      HAM_2,ISIC_3,nv,follow_up,,unknown,back
      HAM_3,ISIC_4,df,consensus,45.0,female,unknown
      """;

  private static final String ONE_HOT =
      """
      image,MEL,NV,BCC,AKIEC,BKL,DF,VASC
      ISIC_1,0.0,0.0,0.0,0.0,1.0,0.0,0.0
      ISIC_2,0.0,0.0,0.0,0.0,1.0,0.0,0.0
      ISIC_3,0.0,1.0,0.0,0.0,0.0,0.0,0.0
      ISIC_4,0.0,0.0,0.0,0.0,0.0,1.0,0.0
      """;

  @TempDir Path folder;

  @BeforeEach
  void parts() {
    images(folder, "HAM10000_images_part_1/ISIC_1.jpg", "HAM10000_images_part_1/ISIC_2.jpg");
    images(folder, "HAM10000_images_part_2/ISIC_3.jpg", "HAM10000_images_part_2/ISIC_4.jpg");
  }

  private ImageList read(String text) {
    return ListReader.read(write(folder, text), ListOptions.standard());
  }

  private static float[] oneHot(int index) {
    float[] targets = new float[7];
    targets[index] = 1;
    return targets;
  }

  @Test
  void sevenClassesInThePublishedOrderGroupedByLesion() {
    ImageList list = read(METADATA);
    assertThat(list.notes().format()).isEqualTo(ListFormat.HAM10000);
    assertThat(list.task()).isEqualTo(Task.MULTICLASS);
    assertThat(list.labels()).containsExactly("nv", "mel", "bkl", "bcc", "akiec", "vasc", "df");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(oneHot(2), oneHot(2), oneHot(0), oneHot(6));
    assertThat(list.rows())
        .extracting(ListRow::patientId)
        .containsExactly("HAM_1", "HAM_1", "HAM_2", "HAM_3");
    assertThat(list.rows().get(2).file())
        .isEqualTo(folder.resolve("HAM10000_images_part_2/ISIC_3.jpg"));
    assertThat(list.rows().get(2).attributes())
        .isEqualTo(Map.of("localization", "back", "dx_type", "follow_up"));
    assertThat(list.rows().get(0).attributes())
        .containsEntry("sex", "M")
        .containsEntry("age", "80");
  }

  /** Dataverse's file: tabs, every text quoted, and one more column. */
  @Test
  void tabsSeparateAsWell() {
    StringBuilder tabs = new StringBuilder();
    METADATA
        .lines()
        .forEach(
            line ->
                tabs.append('"')
                    .append(line.replace(",", "\"\t\""))
                    .append("\"\t\"vidir, modern\"\r\n"));
    String text = tabs.toString().replaceFirst("vidir, modern", "dataset");
    Path file = write(folder.resolve("HAM10000_metadata"), text.getBytes(StandardCharsets.UTF_8));
    ImageList list = ListReader.read(file, ListOptions.standard());
    assertThat(list.rows()).extracting(ListRow::targets).contains(oneHot(6), oneHot(0));
    assertThat(list.rows()).hasSize(4);
  }

  @Test
  void theOneHotFormHasTheSameNamesInItsOwnOrder() {
    ImageList list = read(ONE_HOT);
    assertThat(list.notes().format()).isEqualTo(ListFormat.ISIC2018);
    assertThat(list.labels()).containsExactly("mel", "nv", "bcc", "akiec", "bkl", "df", "vasc");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(oneHot(4), oneHot(4), oneHot(1), oneHot(5));
    List<String> ham = read(METADATA).labels();
    ImageList reordered =
        ListReader.read(write(folder, ONE_HOT), new ListOptions(null, ham, Uncertain.IGNORE));
    assertThat(reordered.rows().get(0).targets()).containsExactly(oneHot(2));
  }

  @Test
  void withoutLesionsEveryImageIsAPatientAndThatIsSaid() {
    ImageList list = read(ONE_HOT);
    assertThat(list.rows())
        .extracting(ListRow::patientId)
        .containsExactly("ISIC_1", "ISIC_2", "ISIC_3", "ISIC_4");
    assertThat(list.notes().remarks())
        .singleElement()
        .satisfies(r -> assertThat(r).startsWith("4 rows: no patient is stated"));
    String groupings =
        "image,lesion_id,diagnosis_confirm_type\nISIC_1,HAM_1,x\nISIC_2,HAM_1,x\nISIC_3,HAM_2,x\n";
    write(
        folder.resolve("ISIC2018_Task3_Training_LesionGroupings.csv"),
        groupings.getBytes(StandardCharsets.UTF_8));
    ImageList grouped = read(ONE_HOT);
    assertThat(grouped.rows())
        .extracting(ListRow::patientId)
        .containsExactly("HAM_1", "HAM_1", "HAM_2", "ISIC_4");
    assertThat(grouped.notes().remarks()).anyMatch(r -> r.startsWith("1 row: no patient"));
  }

  @Test
  void allThatIsWrongIsTold() {
    String text =
        METADATA
            + ",ISIC_4,nv,histo,1,male,back\nHAM_9,ISIC_5,nv,histo,1,male,back\n"
            + "HAM_9,ISIC_3,nevus,histo,1,male,back\n";
    assertThat(problems(text))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("line 6, column lesion_id: is blank"),
            p -> assertThat(p).startsWith("line 6").contains("already in line 5"),
            p -> assertThat(p).startsWith("line 7, column image_id: there is no image 'ISIC_5'"),
            p ->
                assertThat(p)
                    .startsWith("line 8, column dx: found 'nevus', expected one of nv, mel"),
            p -> assertThat(p).startsWith("line 8").contains("already in line 4"));
    String two =
        ONE_HOT.replaceFirst("ISIC_1,0.0", "ISIC_1,1.0").replaceFirst("ISIC_4,0.0", "ISIC_4,");
    assertThat(problems(two))
        .containsExactly(
            "line 2: found 2 ones and 5 zeros in the columns of the 7 classes, expected one 1, else"
                + " 0",
            "line 5: found 1 ones and 5 zeros in the columns of the 7 classes, expected one 1, else"
                + " 0");
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(InvalidListException.class, () -> read(text)).problems().stream()
        .map(ListProblem::text)
        .toList();
  }
}
