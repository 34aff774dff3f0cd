package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Task;
import org.truncus.problem.EnvironmentException;

class PackagePublisherTest {

  @TempDir Path models;

  @Test
  void versionsCountUpAndOthersAreLeftAlone() throws IOException {
    Files.createDirectories(models.resolve("tiny/7"));
    Files.createDirectories(models.resolve("tiny/backup-9"));

    assertThat(publish().getFileName()).hasToString("8");
    assertThat(publish().getFileName()).hasToString("9");
  }

  @Test
  void aDeletedVersionIsNotUsedAgain() throws IOException {
    publish();
    Path second = publish();
    try (Stream<Path> files = Files.walk(second)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }

    assertThat(publish().getFileName()).hasToString("3");
  }

  @Test
  void exportsAtOnceGetVersionsOfTheirOwn() {
    List<ModelPackage> packages =
        IntStream.range(0, 12).parallel().mapToObj(i -> ModelPackage.open(publish())).toList();

    assertThat(packages)
        .extracting(model -> model.manifest().version())
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(packages)
        .allSatisfy(
            model ->
                assertThat(model.folder().getFileName())
                    .hasToString(Long.toString(model.manifest().version())));
  }

  @Test
  void aFullDiskLeavesNothingBehind() throws IOException {
    publish();

    assertThatThrownBy(
            () ->
                new PackagePublisher(models)
                    .publish(
                        TinyPackages.draft(Task.MULTILABEL, TinyPackages.preprocessing(1)),
                        (staged, draft) -> {
                          staged.write("saved_model.pb", out -> out.write(new byte[1000]));
                          throw new IOException("No space left on device");
                        }))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("free space");
    try (Stream<Path> children = Files.list(models.resolve("tiny"))) {
      assertThat(children.map(child -> child.getFileName().toString()))
          .containsExactlyInAnyOrder("1", ".version-1");
    }
    assertThat(publish().getFileName()).hasToString("2");
  }

  private Path publish() {
    return new PackagePublisher(models)
        .publish(
            TinyPackages.draft(Task.MULTILABEL, TinyPackages.preprocessing(1)),
            (staged, draft) -> {
              staged.write("saved_model.pb", out -> out.write(new byte[] {1, 2, 3}));
              ManifestSeal.write(staged, draft, null);
            });
  }
}
