package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;
import org.truncus.image.FloatImage;
import org.truncus.list.Task;
import org.truncus.net.Fit;
import org.truncus.net.Preprocessing;

class SaliencyTest {
  @TempDir Path folder;

  @Test
  void aLoadedPackageSaysWhereItLooks() {
    ModelPackage model = TinyPackages.publish(folder);
    FloatImage image = disc(60, 40);
    try (ModelRunner runner = ModelRunner.load(model)) {
      Scores before = runner.score(image);
      float[] last = null;
      for (String label : TinyPackages.LABELS) {
        Saliency map = runner.saliency(image, label).orElseThrow();
        assertThat(map.height()).isEqualTo(map.width()).isGreaterThan(1);
        assertThat(map.values()).hasSize(map.height() * map.width());
        for (float value : map.values()) {
          assertThat(value).isBetween(0f, 1f);
        }
        assertThat(
                Arrays.equals(runner.saliency(image, label).orElseThrow().values(), map.values()))
            .isTrue();
        assertThat(Arrays.equals(map.values(), last)).isFalse();
        last = map.values();
      }
      assertThat(runner.score(image).logits()).isEqualTo(before.logits());
      assertThatThrownBy(() -> runner.saliency(image, "gout")).hasMessageContaining("gout");
    }
  }

  @Test
  void aColourPackageTakesAGreyImage() {
    try (ModelRunner runner = ModelRunner.load(TinyPackages.publish(folder, Task.MULTICLASS, 3))) {
      assertThat(runner.saliency(disc(30, 30), TinyPackages.LABELS.get(0))).isPresent();
    }
  }

  @Test
  void aMapCoversWhatTheModelSees() {
    Saliency.Region padded = region(20, 10, Fit.PAD);
    assertThat(padded).isEqualTo(new Saliency.Region(0, -0.5, 1, 1.5));
    assertThat(region(20, 10, Fit.STRETCH)).isEqualTo(new Saliency.Region(0, 0, 1, 1));
    assertThat(region(20, 10, Fit.CROP)).isEqualTo(new Saliency.Region(0.25, 0, 0.75, 1));
    Saliency cropped = new Saliency(2, 1, new float[] {0, 1}, region(20, 10, Fit.CROP));
    assertThat(cropped.at(0.2, 0.5)).isZero();
    assertThat(cropped.at(0.5, 0.5)).isCloseTo(0.5, within(1e-9));
    assertThat(cropped.at(0.7, 0.1)).isEqualTo(1);
  }

  @Test
  void aGraphBuiltOtherwiseHasNoFeatures() {
    assertThat(FeatureLookup.features(GraphDef.getDefaultInstance(), "logits:0"))
        .isEqualTo(Optional.empty());
  }

  private static Saliency.Region region(int height, int width, Fit fit) {
    return Saliency.Region.seen(height, width, Preprocessing.torch(8, 1, fit));
  }

  private static FloatImage disc(int height, int width) {
    float[] samples = new float[height * width];
    for (int i = 0; i < samples.length; i++) {
      int row = i / width;
      double dy = row - height * 0.3;
      double dx = i % width - width * 0.7;
      samples[i] = dy * dy + dx * dx < 60 ? 1 : 0.2f;
    }
    return new FloatImage(height, width, 1, samples);
  }
}
