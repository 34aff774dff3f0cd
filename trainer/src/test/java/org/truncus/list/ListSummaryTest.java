package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

class ListSummaryTest {

  @TempDir Path folder;

  private ImageList list() {
    for (String name : new String[] {"a.png", "b.png", "c.png"}) {
      ListFixture.write(folder.resolve(name), "same".getBytes(StandardCharsets.UTF_8));
    }
    ListFixture.write(folder.resolve("d.png"), "size".getBytes(StandardCharsets.UTF_8));
    ListFixture.write(folder.resolve("e.png"), "longer".getBytes(StandardCharsets.UTF_8));
    Path csv =
        ListFixture.write(
            folder,
            """
            image,patient_id,split,label:x,label:long name
            a.png,P1,train,1,0
            b.png,P1,train,0,
            c.png,P2,test,1,1
            d.png,P3,val,-1,1
            e.png,P4,train,0,
            """);
    return ListReader.read(csv, ListOptions.standard());
  }

  @Test
  void countsBySplitAndLabel() {
    ListSummary summary = ListSummary.of(list(), Progress.silent());
    assertThat(summary.parts())
        .extracting(part -> part.split() + " " + part.rows() + " " + part.patients())
        .containsExactly("train 3 2", "val 1 1", "test 1 1");
    assertThat(summary.parts().get(0).labels())
        .containsExactly(
            Map.entry("x", new LabelCounts(1, 2, 0)),
            Map.entry("long name", new LabelCounts(0, 1, 2)));
    assertThat(summary.bytes()).isEqualTo(22);
  }

  @Test
  void equalContentIsFoundAcrossPatientsAndSplits() {
    ListSummary summary = ListSummary.of(list(), Progress.silent());
    assertThat(summary.duplicates())
        .containsExactly(
            new Duplicate(
                // printf same | sha256sum
                "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5",
                java.util.List.of("a.png", "b.png", "c.png"),
                true,
                true));
  }

  @Test
  void theTableAndTheJsonSayIt() {
    ListSummary summary = ListSummary.of(list(), Progress.silent());
    assertThat(summary.table())
        .contains(
            "split      rows  patients  label      positives  negatives    masked  prevalence")
        .contains(
            "train         3         2  x                  1          2         0      33.3 %")
        .contains(
            "                           long name          1          0         0     100.0 %")
        .contains("a.png = b.png = c.png (different patients) (different splits)")
        .doesNotContain(" \n");
    assertThat(Json.write(summary))
        .contains("\"task\" : \"multilabel\"")
        .contains("\"acrossSplits\" : true");
  }

  @Test
  void labelsWithOneClassAreNamed() {
    ImageList list = list();
    assertThat(ListChecks.oneClassOnly(list)).isEmpty();
    assertThat(ListChecks.oneClassOnly(list, Split.TRAIN))
        .containsExactly(
            "label 'long name' in split train: 0 positive, 1 negative, 2 without a label; at least"
                + " one of each class is needed");
    assertThatThrownBy(() -> ListChecks.requireBothClasses(list, Split.TRAIN, Split.TEST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("split train")
        .hasMessageContaining("label 'x' in split test: 1 positive, 0 negative");
  }
}
