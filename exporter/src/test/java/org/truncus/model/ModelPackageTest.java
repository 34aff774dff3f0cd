package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.Interval;

class ModelPackageTest {

  @TempDir Path models;
  private ModelPackage tiny;

  @BeforeEach
  void publish() {
    tiny = TinyPackages.publish(models);
  }

  @Test
  void manifestComesBackAsItWasWritten() {
    PackageManifest manifest = tiny.manifest();

    assertThat(manifest.name()).isEqualTo("tiny");
    assertThat(manifest.version()).isEqualTo(1);
    assertThat(manifest.labels()).isEqualTo(TinyPackages.LABELS);
    assertThat(manifest.input().preprocessing()).isEqualTo(TinyPackages.preprocessing(1));
    assertThat(manifest.algorithm().version()).isEqualTo("1");
    assertThat(manifest.algorithm().codes().get("effusion").value()).isEqualTo("60046008");
    OperatingPoint point = manifest.operatingPoint("effusion").orElseThrow();
    assertThat(point.ci95().sensitivity()).isEqualTo(new Interval(0.5, 1));
    assertThat(point.ppv()).isNaN();
    assertThat(point.ci95().ppv().isDefined()).isFalse();
    assertThat(manifest.operatingPoint("big heart")).isEmpty();
    assertThat(manifest.files())
        .containsKeys(
            "assets.extra/model_card.md",
            "assets.extra/golden/expected.json",
            "assets.extra/golden/square.png",
            "assets.extra/tf_serving_warmup_requests",
            "saved_model.pb")
        .doesNotContainKeys("assets.extra/truncus.json", "assets.extra/truncus.json.sha256");
    assertThat(tiny.sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void jsonHasTheShapeOfTheContract() throws IOException {
    String json = Files.readString(tiny.folder().resolve(ModelPackage.MANIFEST));

    assertThat(json)
        .contains("\"task\" : \"multilabel\"")
        .contains("\"sensitivity\" : [ 0.5, 1.0 ]")
        .contains("\"ppv\" : [ null, null ]")
        .contains("\"saved_model.pb\" : \"")
        .contains("\"modalities\" : [ \"CR\", \"DX\" ]");
  }

  @Test
  void theModelFolderMeansItsHighestVersion() {
    TinyPackages.publish(models);

    assertThat(ModelPackage.open(models.resolve("tiny")).manifest().version()).isEqualTo(2);
  }

  @Test
  void aVersionUnderAnotherNumberIsRefused() throws IOException {
    Path moved = Files.move(tiny.folder(), tiny.folder().resolveSibling("7"));

    assertThatThrownBy(() -> ModelPackage.open(moved))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll("version 7", "says 1");
  }

  @Test
  void anExtraFileIsRefused() throws IOException {
    Files.writeString(tiny.folder().resolve("variables/variables.index"), "x");

    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("variables/variables.index is not listed");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(tiny.folder().resolve("saved_model.pb"));

    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("saved_model.pb is missing");
  }

  @Test
  void aLinkIsRefused() throws IOException {
    Path file = tiny.folder().resolve("saved_model.pb");
    Path elsewhere = models.resolve("elsewhere.pb");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);

    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("saved_model.pb is a link");
  }

  @Test
  void aChangedThresholdIsRefused() throws IOException {
    Path file = tiny.folder().resolve(ModelPackage.MANIFEST);
    String json = Files.readString(file);
    Files.writeString(file, json.replace("\"threshold\" : 0.5", "\"threshold\" : 0.4"));

    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("truncus.json was altered");

    PackageTampering.seal(tiny.folder());
    assertThat(ModelPackage.open(tiny.folder()).sha256()).isNotEqualTo(tiny.sha256());
  }

  @Test
  void aByteFlippedAnywhereIsRefused() throws IOException {
    ModelPackage signed = TinyPackages.publish(models, SigningKey.generate());
    int files = 0;
    for (Path file : PackageTampering.files(signed.folder())) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at : new int[] {0, bytes.length / 3, bytes.length - 1}) {
        byte[] altered = bytes.clone();
        altered[at] ^= 4;
        Files.write(file, altered);

        assertThatThrownBy(() -> ModelPackage.open(signed.folder()))
            .as("%s, byte %d", file, at)
            .isInstanceOf(InvalidPackageException.class)
            .hasMessageContaining(file.getFileName().toString());
      }
      Files.write(file, bytes);
      files++;
    }
    assertThat(files).isEqualTo(signed.manifest().files().size() + 3);
    assertThat(ModelPackage.open(signed.folder())).isEqualTo(signed);
  }

  @Test
  void whatIsNoPackageIsRefusedWithItsReason() throws IOException {
    Path file = tiny.folder().resolve(ModelPackage.MANIFEST);
    String json = Files.readString(file);

    Files.writeString(file, json.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));
    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContaining("schemaVersion 2");

    Files.writeString(file, json.replace("\"temperature\" : 1.7", "\"temperature\" : -1.7"));
    PackageTampering.seal(tiny.folder());
    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("temperature");

    Files.writeString(file, json.substring(0, 100), StandardCharsets.UTF_8);
    PackageTampering.seal(tiny.folder());
    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("not a valid manifest");

    Files.delete(tiny.folder().resolve(ModelPackage.DIGEST));
    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("truncus.json.sha256 is missing");

    Files.delete(file);
    assertThatThrownBy(() -> ModelPackage.open(tiny.folder()))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("no model package");
    assertThatThrownBy(() -> ModelPackage.open(models.resolve("nowhere")))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("no such folder");
  }
}
