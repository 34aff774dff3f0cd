package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

class ImageCheckTest {

  @TempDir private Path folder;

  private Path png(String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    return file;
  }

  @Test
  void readableFilesPass() throws IOException {
    List<Path> files = List.of(png("a.png"), png("b.png"));
    assertThatCode(() -> ImageCheck.requireReadable(files, Progress.silent()))
        .doesNotThrowAnyException();
  }

  @Test
  void allUnreadableFilesAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("note.dcm"), "not an image");
    Path half = folder.resolve("half.png");
    byte[] bytes = Files.readAllBytes(png("whole.png"));
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    List<Path> files = List.of(png("a.png"), text, half);
    assertThatThrownBy(() -> ImageCheck.requireReadable(files, Progress.silent()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("2 of 3 images", "note.dcm", "half.png");
  }
}
