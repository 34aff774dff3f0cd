package org.truncus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.list.ImageList;
import org.truncus.progress.Progress;

/** Phantoms with a planted shortcut, and without. */
class ShortcutAuditTest {

  private static final int PATIENTS = 80;

  @TempDir private Path folder;

  private Audit audit(long seed, PhantomList.Plant plant) {
    ImageList list = PhantomList.write(folder, PATIENTS, seed, plant);
    return new ShortcutAudit(1).ofImages(list, Progress.silent());
  }

  private static Predictor found(Audit audit, String measure) {
    return audit.predictors().stream()
        .filter(p -> p.measure().name().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Audit audit, Verdict verdict) {
    return audit.of(verdict).stream().map(p -> p.measure().name()).toList();
  }

  /** Most positives lose columns: so do many data sets that came from two hospitals. */
  @Test
  void findsASizeThatGoesWithTheLabel() {
    Audit audit =
        audit(
            1,
            (image, positive, random) ->
                PhantomList.clean(
                    positive && random.nextDouble() < 0.9
                        ? image.getSubimage(0, 0, image.getWidth() - 14, image.getHeight())
                        : image,
                    random));
    assertThat(names(audit, Verdict.SHORTCUT)).contains("width");
    Predictor width = found(audit, "width");
    assertThat(width.tells()).isEqualTo("smaller with it");
    assertThat(width.auroc().value()).isGreaterThan(width.auroc().ci95().low()).isLessThan(1);
    assertThat(found(audit, "site").verdict()).isEqualTo(Verdict.NONE);
    assertThat(audit.leftOut()).containsKeys("format", "bit depth", "channels");
  }

  @Test
  void findsAFormatAndABorderThatGoWithTheLabel() {
    Audit audit =
        audit(
            2,
            (image, positive, random) -> {
              boolean planted = random.nextDouble() < 0.9 ? positive : !positive;
              PhantomList.Planted clean =
                  PhantomList.clean(planted ? framed(image) : image, random);
              return new PhantomList.Planted(clean.image(), planted ? "bmp" : "png", clean.site());
            });
    assertThat(names(audit, Verdict.SHORTCUT)).contains("format", "border darkness", "file size");
    assertThat(found(audit, "format").tells()).startsWith("BMP: 9").contains("PNG: ");
    assertThat(found(audit, "border darkness").tells()).isEqualTo("larger with it");
  }

  @Test
  void findsASiteThatGoesWithTheLabel() {
    Audit audit =
        audit(
            3,
            (image, positive, random) -> {
              boolean north = random.nextDouble() < 0.85 ? positive : !positive;
              return new PhantomList.Planted(image, "png", north ? "north" : "south");
            });
    assertThat(names(audit, Verdict.SHORTCUT)).containsExactly("site");
    assertThat(found(audit, "site").tells()).startsWith("north: ");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void findsNothingWhereThereIsNothing(long seed) {
    Audit audit = audit(seed, (image, positive, random) -> PhantomList.clean(image, random));
    assertThat(audit.predictors()).hasSizeGreaterThan(8);
    assertThat(names(audit, Verdict.SHORTCUT)).isEmpty();
    assertThat(names(audit, Verdict.LOOK)).isEmpty();
    assertThat(audit.predictors()).noneMatch(p -> p.measure().name().equals("study_id"));
  }

  @Test
  void theColumnsCanBeLookedAtAlone() throws IOException {
    ImageList list =
        PhantomList.write(
            folder,
            PATIENTS,
            4,
            (image, positive, random) ->
                new PhantomList.Planted(image, "png", positive ? "north" : "south"));
    for (var row : list.rows()) {
      Files.delete(row.file());
    }
    Audit audit = new ShortcutAudit(1).ofColumns(list, Progress.silent());
    assertThat(audit.predictors())
        .extracting(p -> p.measure().source())
        .containsOnly(Source.COLUMN);
    assertThat(found(audit, "site").auroc().value()).isEqualTo(1);
    assertThat(names(audit, Verdict.SHORTCUT)).containsExactly("site");
  }

  @Test
  void thePageShowsWhatWasFlaggedWithImagesOfBothEnds() throws IOException {
    ImageList list =
        PhantomList.write(
            folder,
            PATIENTS,
            5,
            (image, positive, random) ->
                PhantomList.clean(positive ? framed(image) : image, random));
    Audit audit = new ShortcutAudit(1).ofImages(list, Progress.silent());
    String html = Files.readString(AuditPage.write(audit, folder.resolve("page"), true));
    assertThat(html)
        .contains("Shortcuts", "border darkness: AUROC 1.000", "the two ends", "data:image/jpeg")
        .contains("PH-0000");
    assertThat(folder.resolve("page/measure-001.svg")).isNotEmptyFile();
    String without = Files.readString(AuditPage.write(audit, folder.resolve("page"), false));
    assertThat(without).contains("border darkness: AUROC 1.000").doesNotContain("PH-0000");
  }

  private static BufferedImage framed(BufferedImage image) {
    BufferedImage framed =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 3; y < image.getHeight() - 3; y++) {
      for (int x = 3; x < image.getWidth() - 3; x++) {
        framed.getRaster().setSample(x, y, 0, image.getRaster().getSample(x, y, 0));
      }
    }
    return framed;
  }
}
