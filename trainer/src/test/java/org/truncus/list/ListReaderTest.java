package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.truncus.list.ListFixture.images;
import static org.truncus.list.ListFixture.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

class ListReaderTest {

  @TempDir Path folder;

  @Test
  void readsTheOwnFormWithEveryValue() {
    images(folder, "a.png", "deep/er/b.png", "c.png", "d, e.png");
    Path csv =
        write(
            folder,
            """
            patient_id,image,view,label:opacity,split,label:effusion,age
            P1,a.png,PA,1,train,0,54
            P1,deep/er/b.png,"lateral,
            second line",1.0,train,0.0,
            P2,c.png,AP,-1,val,,61

            P3,"d, e.png",AP,0,test,-1.0,61
            """);
    ImageList list = ListReader.read(csv, ListOptions.standard());
    assertThat(list.task()).isEqualTo(Task.MULTILABEL);
    assertThat(list.labels()).containsExactly("opacity", "effusion");
    assertThat(list.hasSplits()).isTrue();
    assertThat(list.rows()).extracting(ListRow::line).containsExactly(2L, 3L, 5L, 7L);
    assertThat(list.rows()).extracting(ListRow::patientId).containsExactly("P1", "P1", "P2", "P3");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(
            new float[] {1, 0},
            new float[] {1, 0},
            new float[] {Float.NaN, Float.NaN},
            new float[] {0, Float.NaN});
    assertThat(list.rows().get(1).attributes())
        .containsExactly(java.util.Map.entry("view", "lateral,\nsecond line"));
    assertThat(list.rows().get(0).attributes()).containsEntry("age", "54").hasSize(2);
    assertThat(list.rows().get(1).file()).isEqualTo(folder.resolve("deep/er/b.png"));
    assertThat(list.rows(Split.VAL)).extracting(ListRow::image).containsExactly("c.png");
  }

  @Test
  void uncertainLabelsFollowThePolicy() {
    images(folder, "a.png");
    Path csv = write(folder, "image,patient_id,label:x\na.png,P,-1\n");
    assertThat(target(csv, Uncertain.ONES)).isEqualTo(1f);
    assertThat(target(csv, Uncertain.ZEROS)).isEqualTo(0f);
    assertThat(target(csv, Uncertain.IGNORE)).isNaN();
  }

  private static float target(Path csv, Uncertain policy) {
    return ListReader.read(csv, new ListOptions(null, List.of(), policy))
        .rows()
        .get(0)
        .targets()[0];
  }

  @Test
  void byteOrderMarkGzipAndTrailingEmptyColumnAreTolerated() throws IOException {
    images(folder, "a.png", "b.png");
    String text = "\uFEFFimage,patient_id,label:x,\r\na.png,P,1,\r\nb.png,Q,0\r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path zipped = write(folder.resolve("list.csv.gz"), bytes.toByteArray());
    Path plain = write(folder, text);
    ImageList list = ListReader.read(zipped, ListOptions.standard());
    assertThat(list.labels()).containsExactly("x");
    assertThat(list.rows()).hasSize(2);
    assertThat(list.rows().get(0).attributes()).isEmpty();
    assertThat(list.hasSplits()).isFalse();
    assertThat(ListReader.read(plain, ListOptions.standard()).rows())
        .extracting(ListRow::image)
        .containsExactly("a.png", "b.png");
  }

  @Test
  void sha256IsThatOfTheFile() {
    images(folder, "a.png");
    Path csv = write(folder, "image,patient_id,label:x\na.png,P,1\n");
    // printf 'image,patient_id,label:x\na.png,P,1\n' | sha256sum
    assertThat(ListReader.read(csv, ListOptions.standard()).sha256())
        .isEqualTo("c1fece98fae6016829f3414a48fd076472c1935e189b012b9de9e9db55781f62");
  }

  @Test
  void labelsCanBeChosenAndOrdered() {
    images(folder, "a.png");
    Path csv = write(folder, "image,patient_id,label:x,label:y,label:z\na.png,P,1,0,1\n");
    ListOptions some = new ListOptions(null, List.of("z", "y"), Uncertain.IGNORE);
    ImageList list = ListReader.read(csv, some);
    assertThat(list.labels()).containsExactly("z", "y");
    assertThat(list.rows().get(0).targets()).containsExactly(1, 0);
    ListOptions unknown = new ListOptions(null, List.of("w"), Uncertain.IGNORE);
    assertThatThrownBy(() -> ListReader.read(csv, unknown))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("label 'w'")
        .hasMessageContaining("x, y, z");
    assertThatThrownBy(() -> new ListOptions(null, List.of("y", "z", "y"), Uncertain.IGNORE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("named twice");
  }

  @Test
  void classesAreSortedByNameOrInTheOrderAskedFor() {
    images(folder, "a.png", "b.png", "c.png");
    Path csv = write(folder, "image,patient_id,label\na.png,P,nv\nb.png,Q,mel\nc.png,R,nv\n");
    ImageList list = ListReader.read(csv, ListOptions.standard());
    assertThat(list.task()).isEqualTo(Task.MULTICLASS);
    assertThat(list.labels()).containsExactly("mel", "nv");
    assertThat(list.rows())
        .extracting(ListRow::targets)
        .containsExactly(new float[] {0, 1}, new float[] {1, 0}, new float[] {0, 1});
    List<String> model = List.of("nv", "bkl", "mel");
    ImageList ordered = ListReader.read(csv, new ListOptions(null, model, Uncertain.IGNORE));
    assertThat(ordered.rows().get(1).targets()).containsExactly(0, 0, 1);
    ListOptions without = new ListOptions(null, List.of("nv", "bkl"), Uncertain.IGNORE);
    assertThat(problems(csv, without))
        .extracting(ListProblem::text)
        .containsExactly("line 3, column label: found 'mel', expected one of nv, bkl");
  }

  @Test
  void allProblemsAreToldAtOnceWithLineAndColumn() {
    images(folder, "a.png", "b.png", "c.png", "d.png", "e.png", "f.png");
    Path csv =
        write(
            folder,
            """
            image,patient_id,split,label:x
            a.png,P1,train,1
            b.png,P1,val,0
            missing.png,P2,train,1
            /etc/passwd,P2,train,1
            ../a.png,P2,train,1
            sub/../c.png,P2,train,1
            a.png,P1,train,1
            c.png,,train,yes
            d.png,P3,dev,0
            e.png,P3,,0
            f.png,P4,train
            ,P4,train,0
            """);
    assertThat(problems(csv, ListOptions.standard()))
        .extracting(problem -> problem.line() + " " + problem.column())
        .containsExactly(
            "3 split",
            "4 image",
            "5 image",
            "6 image",
            "7 image",
            "8 image",
            "9 patient_id",
            "9 label:x",
            "10 split",
            "11 split",
            "12 ",
            "13 image");
    assertThatThrownBy(() -> ListReader.read(csv, ListOptions.standard()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            csv + ": 12 problems\n  line 3, column split: patient 'P1' is in val")
        .hasMessageContaining("line 8, column image: 'a.png' stands already in line 2")
        .hasMessageContaining("line 12: found 3 values, the header has 4 columns")
        .extracting(e -> ((InvalidInputException) e).exitCode())
        .isEqualTo(3);
  }

  @Test
  void theRootOptionMovesTheImages() {
    images(folder.resolve("elsewhere"), "a.png");
    Path csv = write(folder, "image,patient_id,label:x\na.png,P,1\n");
    ListOptions there = new ListOptions(folder.resolve("elsewhere"), List.of(), Uncertain.IGNORE);
    assertThat(ListReader.read(csv, there).rows().get(0).file())
        .isEqualTo(folder.resolve("elsewhere/a.png"));
    assertThat(problems(csv, ListOptions.standard())).hasSize(1);
    ListOptions nowhere = new ListOptions(folder.resolve("nowhere"), List.of(), Uncertain.IGNORE);
    assertThatThrownBy(() -> ListReader.read(csv, nowhere)).isInstanceOf(UsageException.class);
  }

  @Test
  void keepsAHundredProblemsAndCountsTheRest() {
    StringBuilder text = new StringBuilder("image,patient_id,label:x\n");
    for (int i = 0; i < 250; i++) {
      text.append("no").append(i).append(".png,P,1\n");
    }
    Path csv = write(folder, text.toString());
    InvalidListException e =
        catchThrowableOfType(
            InvalidListException.class, () -> ListReader.read(csv, ListOptions.standard()));
    assertThat(e.problems()).hasSize(100);
    assertThat(e.total()).isEqualTo(250);
    assertThat(e)
        .hasMessageStartingWith(csv + ": 250 problems")
        .hasMessageEndingWith("\n  and 150 more");
  }

  @Test
  void aHeaderThatCantBeUsedIsToldWithWhatWasFound() {
    assertThat(only("Path;Sex\nx;y\n"))
        .contains("missing image, patient_id, label:<name> or label")
        .contains("found the columns Path;Sex")
        .contains("not by semicolons");
    assertThat(only("image,patient_id,label,label:x\n")).contains("beside label:<name>");
    assertThat(only("image,image,patient_id,label:x\n")).contains("twice");
    assertThat(only("image,patient_id,label:\n")).contains("name of the finding is missing");
    assertThat(only("image,patient_id,label:x\n")).isEqualTo("there are no rows after the header");
    assertThat(only("")).contains("the file is empty");
  }

  private String only(String text) {
    Path csv = write(folder, text);
    List<ListProblem> problems = problems(csv, ListOptions.standard());
    assertThat(problems).hasSize(1);
    return problems.get(0).message();
  }

  @Test
  void brokenQuotesAndBrokenUtf8AreProblemsOfTheList() {
    images(folder, "a.png", "b.png");
    Path quotes = write(folder, "image,patient_id,label:x\na.png,P,1\n\"b.png\"x,P,1\n");
    assertThat(problems(quotes, ListOptions.standard()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(3);
              assertThat(problem.message()).contains("can't be read");
            });
    byte[] latin1 =
        "image,patient_id,label:x\na.png,Müller,1\n".getBytes(StandardCharsets.ISO_8859_1);
    Path umlaut = write(folder.resolve("latin1.csv"), latin1);
    assertThat(problems(umlaut, ListOptions.standard()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("UTF-8"));
  }

  @Test
  void aMissingListIsInvalidInput() {
    Path csv = folder.resolve("none.csv");
    assertThatThrownBy(() -> ListReader.read(csv, ListOptions.standard()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(csv + ": there is no such file");
  }

  private static List<ListProblem> problems(Path csv, ListOptions options) {
    return catchThrowableOfType(InvalidListException.class, () -> ListReader.read(csv, options))
        .problems();
  }
}
