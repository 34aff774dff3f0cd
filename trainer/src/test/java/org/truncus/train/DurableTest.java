package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.EnvironmentException;

class DurableTest {

  @TempDir private Path root;

  @Test
  void aFileIsReplacedWithoutLeavingItsTemporary() throws IOException {
    Path file = root.resolve("sub").resolve("run.json");
    Durable.write(file, new byte[] {1});
    Durable.write(file, new byte[] {2});
    assertThat(Files.readAllBytes(file)).containsExactly(2);
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    assertThat(file.resolveSibling("run.json.tmp")).doesNotExist();
  }

  @Test
  void aFolderIsReplacedAsAWhole() throws IOException {
    Path target = folder("last", "old.bin");
    Durable.replaceFolder(folder("last.tmp", "new.bin"), target);
    assertThat(target.resolve("new.bin")).exists();
    assertThat(target.resolve("old.bin")).doesNotExist();
    assertThat(root.resolve("last.tmp")).doesNotExist();
    assertThat(root.resolve("last.old")).doesNotExist();
  }

  @Test
  void theOldFolderComesBackAfterACrashBetweenTheRenames() throws IOException {
    folder("last.old", "old.bin");
    folder("last.tmp", "new.bin");
    assertThat(Durable.restored(root.resolve("last")).resolve("old.bin")).exists();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTheEnvironmentsFault() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "not a folder");
    assertThatThrownBy(() -> Durable.write(file.resolve("run.json"), new byte[1]))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining("--resume");
  }

  private Path folder(String name, String file) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.write(folder.resolve(file), new byte[] {1});
    return folder;
  }
}
