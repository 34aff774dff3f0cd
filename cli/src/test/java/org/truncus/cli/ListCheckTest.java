package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

/** {@code list check} on lists of other people's forms. */
class ListCheckTest {

  @TempDir Path folder;

  private void png(String name, int grey) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(2 + grey % 50, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, grey);
    ImageIO.write(image, "png", file.toFile());
  }

  /** Forty patients with one image each; every second has a mass, one of ten is not sure. */
  private Path chexpert() throws IOException {
    StringBuilder text = new StringBuilder("Path,Sex,Age,Frontal/Lateral,AP/PA,Edema,Fracture\n");
    for (int p = 0; p < 40; p++) {
      String path = "train/patient%05d/study1/view1_frontal.png".formatted(p);
      png(path, p);
      text.append("CheXpert-v1.0-small/").append(path);
      text.append(",Female,").append(p == 3 ? 150 : 60).append(",Frontal,PA,");
      text.append(p % 10 == 0 ? "-1.0" : p % 2 == 0 ? "1.0" : "0.0");
      text.append(p % 4 == 1 ? ",1.0\n" : ",\n");
    }
    return Files.writeString(folder.resolve("train.csv"), text);
  }

  @Test
  void theFormTheRulesAndTheCountsAreSaid() throws IOException {
    Run run = Run.of("list", "check", chexpert(), "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("form     chexpert\n")
        .contains("labels   uncertain: ignore; blank: negative\n")
        .contains("all          40        40  Edema            16         20         4      44.4 %")
        .contains("Fracture         10         30         0      25.0 %")
        .contains("note: all images are in one of the folders")
        .contains(
            "note: 1 row: an age above 120 years is implausible; kept as it is (line 5: '150')");
  }

  @Test
  void rulesPerLabelAndForBlanksAreOptions() throws IOException {
    Run run =
        Run.of(
            "list",
            "check",
            chexpert(),
            "--uncertain",
            "ignore,Edema=ones",
            "--blank",
            "ignore",
            "--format",
            "chexpert",
            "--json",
            "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.path("format").asText()).isEqualTo("chexpert");
    assertThat(json.path("policy").path("labels").path("Edema").asText()).isEqualTo("ones");
    assertThat(json.path("policy").path("blank").asText()).isEqualTo("ignore");
    JsonNode labels = json.path("parts").path(0).path("labels");
    assertThat(labels.path("Edema").path("positives").asInt()).isEqualTo(20);
    assertThat(labels.path("Fracture").path("masked").asInt()).isEqualTo(30);
    assertThat(json.path("notes")).hasSize(2);
    assertThat(json.has("fraction")).isFalse();
  }

  @Test
  void aFractionIsCountedAndRefusedWhereItIsTooSmall() throws IOException {
    Path list = chexpert();
    Run half =
        Run.of(
            "list",
            "check",
            list,
            "--fraction",
            "0.5",
            "--split",
            "50/30/20",
            "--labels",
            "Edema",
            "--json",
            "-q");
    assertThat(half.exitCode()).as(half.err()).isZero();
    JsonNode fraction = Json.mapper().readTree(half.out()).path("fraction");
    assertThat(fraction.path("share").asDouble()).isEqualTo(0.5);
    assertThat(fraction.path("parts").path(0).path("patients").asInt()).isEqualTo(10);
    Run small = Run.of("list", "check", list, "--fraction", "0.05", "--split", "64/16/20", "-q");
    assertThat(small.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(small.out()).contains("with 0.05 of the patients of train and val (seed 1):");
    assertThat(small.err()).contains("label Edema, split val: 0 of", "at least 2 positive");
  }

  @Test
  void leftOutRowsAndRowsWithoutPatientsAreTold() throws IOException {
    png("images/a.png", 1);
    png("images/b.png", 2);
    Path covid =
        Files.writeString(
            folder.resolve("metadata.csv"),
            """
            patientid,finding,view,modality,filename
            1,COVID-19,PA,X-ray,a.png
            ,No Finding,AP,X-ray,b.png
            3,COVID-19,Axial,CT,c.nii.gz
            """);
    Run run = Run.of("list", "check", covid, "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("form     covid-chestxray")
        .contains("left out: 1 rows: modality is 'CT', expected X-ray")
        .contains("note: 1 row: no patient is stated");
  }

  @Test
  void mistakesInOptionsAreUsageErrors() throws IOException {
    Path list = chexpert();
    Run format = Run.of("list", "check", list, "--format", "nih");
    assertThat(format.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(format.err()).contains("found 'nih', expected one of own, chexpert, nih-cxr14");
    Run label = Run.of("list", "check", list, "--uncertain", "ones,Edma=zeros");
    assertThat(label.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(label.err()).contains("Did you mean 'Edema'?");
    assertThat(Run.of("list", "check", list, "--blank", "zero").exitCode())
        .isEqualTo(ExitCode.USAGE);
    Run forced = Run.of("list", "check", list, "--format", "ham10000");
    assertThat(forced.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(forced.err()).contains("missing lesion_id, image_id, dx");
  }

  /** Images of 40 patients whose width is their number: those without Edema are wider. */
  private Path wide() throws IOException {
    StringBuilder text = new StringBuilder("image,patient_id,site,label:Edema\n");
    for (int p = 0; p < 40; p++) {
      png(p + ".png", p);
      text.append("%d.png,p%d,%s,%d\n".formatted(p, p, p % 2 == 0 ? "a" : "b", p < 22 ? 1 : 0));
    }
    return Files.writeString(folder.resolve("wide.csv"), text);
  }

  @Test
  void anAuditNamesTheShortcutAndWritesItsPage() throws IOException {
    Path list = wide();
    Run run = Run.of("list", "check", list, "--audit", "--report", folder.resolve("audit"), "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("form     own\n")
        .contains("verdict   label  against  measure")
        .containsPattern("shortcut +Edema +rest +width +1.000 +\\[1.000, 1.000\\] +smaller with it")
        .contains(
            "height (the same in all images)", "aspect (width / height) (orders the images as")
        .contains("page     " + folder.resolve("audit/index.html"));
    assertThat(folder.resolve("audit/index.html")).content().contains("width: AUROC 1.000");
  }

  @Test
  void anAuditIsPartOfTheOneJsonDocument() throws IOException {
    Run run = Run.of("list", "check", wide(), "--audit", "--no-images", "--json", "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.path("task").asText()).isEqualTo("multilabel");
    JsonNode audit = json.path("audit");
    assertThat(audit.path("shortcuts").asInt()).isZero();
    assertThat(audit.path("predictors")).hasSize(1);
    JsonNode site = audit.path("predictors").path(0);
    assertThat(site.path("measure").asText()).isEqualTo("site");
    assertThat(site.path("kind").asText()).isEqualTo("category");
    assertThat(site.path("verdict").asText()).isEqualTo("none");
    assertThat(site.path("ci95")).hasSize(2);
    assertThat(site.path("positivePatients").asInt()).isEqualTo(22);
  }

  @Test
  void anAuditTellsWhatCantBeReadAndAReportNeedsAnAudit() throws IOException {
    Path list = wide();
    Files.writeString(folder.resolve("7.png"), "no image");
    Run broken = Run.of("list", "check", list, "--audit", "-q");
    assertThat(broken.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(broken.out()).contains("split").doesNotContain("verdict");
    assertThat(broken.err()).contains("1 of 40 images can't be read", "7.png");
    Run alone = Run.of("list", "check", list, "--report", folder.resolve("r"));
    assertThat(alone.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("--report is the page of --audit");
  }
}
