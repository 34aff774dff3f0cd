package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CovidFormatTest {

  private static final String HEADER =
      "patientid,offset,sex,age,finding,RT_PCR_positive,survival,intubated,view,modality,date,"
          + "location,folder,filename,doi,url,license,clinical_notes,other_notes,\n";

  private static final float X = Float.NaN;

  @TempDir Path folder;

  @BeforeEach
  void files() {
    images(folder, "images/a.jpg", "images/b.png", "images/c.jpg", "images/d.jpg", "images/e.jpg");
  }

  private static String row(String patient, String finding, String view, String file) {
    return patient
        + ",3,M,65,"
        + finding
        + ",Y,Y,N,"
        + view
        + ",X-ray,2020,\"Hanoi, Vietnam\",images,"
        + file
        + ",,,CC BY-NC-SA,\"Said \"\"fine\"\",\nthen worse, then\n\nbetter\",,\n";
  }

  private ImageList read(String text, String... labels) {
    return ListReader.read(
        write(folder, text), new ListOptions(null, List.of(labels), Uncertain.IGNORE));
  }

  @Test
  void findingsAreATree() {
    ImageList list =
        read(
            HEADER
                + row("2", "Pneumonia/Viral/COVID-19", "PA", "a.jpg")
                + row("3", "Pneumonia/Viral/Herpes ", "AP", "b.png")
                + row("4", "Pneumonia", "AP Supine", "c.jpg")
                + row("5", "No Finding", "AP Erect", "d.jpg")
                + row("6", "todo", "PA", "e.jpg"));
    assertThat(list.notes().format()).isEqualTo(ListFormat.COVID_CHESTXRAY);
    assertThat(list.labels())
        .containsExactly("No Finding", "Pneumonia", "Viral", "COVID-19", "Herpes");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(
            new float[] {0, 1, 1, 1, 0},
            new float[] {0, 1, 1, 0, 1},
            new float[] {0, 1, X, X, X},
            new float[] {1, 0, 0, 0, 0},
            new float[] {X, X, X, X, X});
    assertThat(list.rows()).extracting(ListRow::line).containsExactly(2L, 6L, 10L, 14L, 18L);
    assertThat(list.rows().get(0).attributes())
        .containsEntry("site", "Hanoi, Vietnam")
        .containsEntry("license", "CC BY-NC-SA")
        .containsEntry("view", "PA");
  }

  @Test
  void aLabelIsNamedByItsLastPartOrItsPath() {
    String text =
        HEADER
            + row("2", "Pneumonia/Viral/COVID-19", "PA", "a.jpg")
            + row("3", "No Finding", "AP", "b.png");
    assertThat(read(text, "COVID-19").labels()).containsExactly("COVID-19");
    ImageList byPath = read(text, "Pneumonia/Viral", "Pneumonia/Viral/COVID-19");
    assertThat(byPath.labels()).containsExactly("Viral", "COVID-19");
    assertThat(byPath.rows().get(0).targets()).containsExactly(1, 1);
    assertThatThrownBy(() -> read(text, "covid-19"))
        .hasMessageContaining("Did you mean 'COVID-19'?");
    ImageList twins =
        read(
            HEADER
                + row("2", "Pneumonia/Viral/Other", "PA", "a.jpg")
                + row("3", "Pneumonia/Fungal/Other", "AP", "b.png"));
    assertThat(twins.labels())
        .containsExactly(
            "Pneumonia", "Fungal", "Pneumonia/Fungal/Other", "Viral", "Pneumonia/Viral/Other");
    assertThat(twins.rows().get(0).targets()).containsExactly(1, 0, 0, 1, 1);
  }

  @Test
  void otherModalitiesAndViewsAreLeftOutAndCounted() {
    String ct = row("9", "Pneumonia", "Axial", "x.nii.gz").replace("X-ray", "CT");
    ImageList list =
        read(
            HEADER
                + ct
                + ct
                + row("2", "Pneumonia/Viral/COVID-19", "L", "missing.jpg")
                + row("2", "Pneumonia/Viral/COVID-19", "PA", "a.jpg"));
    assertThat(list.rows()).hasSize(1);
    assertThat(list.notes().leftOut())
        .containsExactly(
            new ReadingNotes.LeftOut("modality is 'CT', expected X-ray", 2),
            new ReadingNotes.LeftOut("view is 'L', expected PA, AP, AP Supine or AP Erect", 1));
    assertThatThrownBy(() -> read(HEADER + ct))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("all 1 rows are left out by the rules of covid-chestxray");
  }

  /** The first revisions: no modality, no folder, other capitals, flat findings, two at once. */
  @Test
  void oldRevisionsAreReadAsWell() {
    String text =
        "Patientid,offset,sex,age,finding,survival,view,date,location,filename,doi, url,license,"
            + "notes\n"
            + "1, ,, ,COVID-19,,PA,2019,,a.jpg,,https://example.org,,\n"
            + "5,,,,\"COVID-19, ARDS\",,AP,2017,,b.png,,,,\n"
            + "7,,F,29,Streptococcus,,PA,2004,,c.jpg,,,,\n"
            + "8,,F,29,COVID-19,,CT,2004,,d.jpg,,,,\n"
            + ",,F,29,ARDS,,PA,2004,,e.jpg,,,,\n";
    ImageList list = read(text);
    assertThat(list.labels())
        .containsExactly("ARDS", "Pneumonia", "Bacterial", "Streptococcus", "Viral", "COVID-19");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(
            new float[] {0, 1, 0, 0, 1, 1},
            new float[] {1, 1, 0, 0, 1, 1},
            new float[] {0, 1, 1, 1, 0, 0},
            new float[] {1, 0, 0, 0, 0, 0});
    assertThat(list.notes().leftOut()).extracting(ReadingNotes.LeftOut::rows).containsExactly(1L);
    assertThat(list.rows().get(3).patientId()).isEqualTo("images/e.jpg");
    assertThat(list.notes().remarks()).anyMatch(r -> r.startsWith("1 row: no patient is stated"));
  }

  @Test
  void aMissingImageOfAReadableViewIsAProblem() {
    assertThatThrownBy(() -> read(HEADER + row("2", "Pneumonia", "PA", "z.jpg")))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("line 2, column filename: there is no file 'images/z.jpg'");
  }
}
