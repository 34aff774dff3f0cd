package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do wrong: each answered with a clear message, the right exit code, no stack trace. */
class BadInputTest {

  @TempDir private Path folder;
  private Path list;

  @BeforeEach
  void phantoms() {
    Run run =
        Run.of(
            "phantom",
            "--out",
            folder,
            "--patients",
            60,
            "--images-per-patient",
            1,
            "--size",
            64,
            "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    list = folder.resolve("list.csv");
  }

  private Run train(Object... more) {
    Object[] arguments = {
      "train",
      "--list",
      list,
      "--out",
      folder.resolve("run"),
      "--backbone",
      "mobilenet-v1-0.25",
      "--strategy",
      "scratch",
      "--cut",
      "L2",
      "--image-size",
      32,
      "--epochs",
      1,
      "-q"
    };
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Run.of(all);
  }

  private static void isRefused(Run run, int exitCode, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains(parts).doesNotContain("\tat ").doesNotContain("This is a bug");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aListWithoutItsColumns() throws IOException {
    Files.writeString(list, "picture,person\na.png,1\n");
    isRefused(train(), ExitCode.INVALID_INPUT, "list.csv", "image", "patient_id", "picture");
    isRefused(Run.of("list", "check", list), ExitCode.INVALID_INPUT, "image", "patient_id");
  }

  @Test
  void aPatientInTwoSplits() throws IOException {
    List<String> lines = Files.readAllLines(list);
    String other = lines.get(1).contains(",train,") ? ",test," : ",train,";
    String image = lines.get(1).split(",", 2)[0];
    Path copy = folder.resolve("images/copy.png");
    Files.copy(folder.resolve(image), copy);
    String moved =
        lines.get(1).replace(image, "images/copy.png").replaceFirst(",(train|val|test),", other);
    lines.add(moved);
    Files.write(list, lines);
    isRefused(train(), ExitCode.INVALID_INPUT, "patient", "train", "test", "PH-");
  }

  @Test
  void aMissingImage() throws IOException {
    String image = Files.readAllLines(list).get(3).split(",", 2)[0];
    Files.delete(folder.resolve(image));
    isRefused(train(), ExitCode.INVALID_INPUT, image, "4");
  }

  @Test
  void aBrokenImage() throws IOException {
    String image = Files.readAllLines(list).get(3).split(",", 2)[0];
    byte[] bytes = Files.readAllBytes(folder.resolve(image));
    Files.write(folder.resolve(image), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    isRefused(train(), ExitCode.INVALID_INPUT, image);
    Run check = Run.of("list", "check", list, "-q");
    assertThat(check.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(check.err()).contains(image);
  }

  @Test
  void aTextFileNamedDcm() throws IOException {
    Path text = Files.writeString(folder.resolve("images/note.dcm"), "not an image\n".repeat(40));
    Files.write(
        list,
        List.of(Files.readAllLines(list).get(1).replaceFirst("^[^,]+", "images/note.dcm")),
        java.nio.file.StandardOpenOption.APPEND);
    isRefused(train(), ExitCode.INVALID_INPUT, "note.dcm");
    assertThat(text).exists();
  }

  @Test
  void aLabelWithOneClassOnly() throws IOException {
    List<String> lines =
        Files.readAllLines(list).stream()
            .map(line -> line.startsWith("image,") ? line + ",label:nothing" : line + ",0")
            .toList();
    Files.write(list, lines);
    isRefused(train("--labels", "nothing"), ExitCode.INVALID_INPUT, "nothing", "0 positive");
  }

  @Test
  void anImageSizeSmallerThanTheNetworkCanTake() {
    isRefused(
        train("--cut", "L13", "--image-size", 8), ExitCode.USAGE, "8", "too small", "32 or more");
  }

  @Test
  void aCutThatTheBackboneDoesNotHave() {
    isRefused(train("--cut", "B9"), ExitCode.USAGE, "B9", "L13");
  }

  @Test
  void truncatedWithoutWeights() {
    isRefused(train("--strategy", "truncated"), ExitCode.USAGE, "--weights");
  }

  @Test
  void aGpuThatIsNotThere() {
    org.junit.jupiter.api.Assumptions.assumeFalse(
        org.truncus.net.Devices.hasGpu(), "this machine has a GPU");
    isRefused(train("--device", "gpu"), ExitCode.ENVIRONMENT, "GPU");
  }

  @Test
  void aMistypedOption() {
    Run run = train("--epoch", 3);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--epochs");
  }

  @Test
  void anUnknownKeyInTheConfiguration() throws IOException {
    Path config = Files.writeString(folder.resolve("train.yml"), "backbon: resnet50\n");
    isRefused(train("--config", config), ExitCode.USAGE, "backbon", "backbone");
  }

  @Test
  void aModelThatIsNoPackage() {
    isRefused(Run.of("inspect", folder.resolve("images")), ExitCode.INVALID_INPUT, "truncus.json");
  }

  @Test
  void aPeerThatIsNotThere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    isRefused(
        Run.of("echo", "PACS@127.0.0.1:" + port), ExitCode.ENVIRONMENT, "PACS@127.0.0.1:" + port);
  }
}
