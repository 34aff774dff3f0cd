package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;

class HistoryTest {

  @TempDir private Path folder;

  @Test
  void survivesTheFile() throws IOException {
    List<HistoryEntry> entries =
        List.of(
            new HistoryEntry(1, "train", "loss", 0.1 + 0.2),
            new HistoryEntry(1, "val", "auroc/Edema, mild", Double.NaN));
    Path csv = folder.resolve("history.csv");
    History.write(csv, entries);
    assertThat(History.read(csv)).isEqualTo(entries);
    assertThat(Files.readString(csv))
        .isEqualTo(
            """
            epoch,split,name,value
            1,train,loss,0.30000000000000004
            1,val,"auroc/Edema, mild",
            """);
  }

  @Test
  void isEmptyBeforeTheFirstEpoch() {
    assertThat(History.read(folder.resolve("history.csv"))).isEmpty();
  }

  @Test
  void namesAFileOfAnotherForm() throws IOException {
    Path csv = Files.writeString(folder.resolve("history.csv"), "a,b\n1,2\n");
    assertThatThrownBy(() -> History.read(csv))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("history.csv")
        .hasMessageContaining("epoch,split,name,value");
  }
}
