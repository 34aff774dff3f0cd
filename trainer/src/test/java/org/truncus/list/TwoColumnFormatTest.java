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
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;

class TwoColumnFormatTest {

  @TempDir Path folder;

  @BeforeEach
  void crops() {
    images(folder, "crop/a.png", "crop/b.png", "crop/c.png");
  }

  private ImageList read(String text, String... labels) {
    return ListReader.read(
        write(folder, text), new ListOptions(null, List.of(labels), Uncertain.IGNORE));
  }

  @Test
  void withoutAPatientColumnTheCheckSaysSo() {
    ImageList list = read("path,label\ncrop/a.png,1\ncrop/b.png,0\ncrop/c.png,1\n");
    assertThat(list.notes().format()).isEqualTo(ListFormat.TWO_COLUMN);
    assertThat(list.labels()).containsExactly("label");
    assertThat(list.rows()).extracting(r -> r.targets()[0]).containsExactly(1f, 0f, 1f);
    assertThat(list.rows())
        .extracting(ListRow::patientId)
        .containsExactly("crop/a.png", "crop/b.png", "crop/c.png");
    assertThat(ListSummary.of(list, Progress.silent()).table())
        .contains("form     two-column")
        .contains("note: 3 rows: no patient is stated; the image counts as a patient of its own");
  }

  @Test
  void patientsSplitsAndANameForTheFindingAreUsed() {
    ImageList list =
        read(
            """
            path,label,patient,split
            crop/a.png,1,P,train
            crop/b.png,0,P,train
            crop/c.png,1,Q,test
            """,
            "covid");
    assertThat(list.labels()).containsExactly("covid");
    assertThat(list.rows()).extracting(ListRow::patientId).containsExactly("P", "P", "Q");
    assertThat(list.rows(Split.TEST)).hasSize(1);
    assertThat(list.notes().remarks()).isEmpty();
  }

  @Test
  void moreThanOneNameOrOtherValuesAreRefused() {
    assertThatThrownBy(() -> read("path,label\ncrop/a.png,1\n", "x", "y"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one finding");
    assertThatThrownBy(() -> read("path,label\ncrop/a.png,covid\ncrop/d.png,1\n", "covid"))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("line 2, column label: found 'covid', expected 1, 0, -1 or blank")
        .hasMessageContaining("line 3, column path: there is no file 'crop/d.png'");
  }
}
