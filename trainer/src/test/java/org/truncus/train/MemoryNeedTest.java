package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.truncus.net.Backbones;
import org.truncus.net.NetworkSpec;
import org.truncus.problem.EnvironmentException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

class MemoryNeedTest {

  @TempDir private Path root;

  /**
   * The growth of the resident set over two steps, as measured on a CPU in megabytes; ResNet50 up
   * to B2 at 128 px takes 1033 for 32 images, and so on.
   */
  @Test
  void isCloseToWhatWasMeasured() {
    measured("resnet50", "B2", 32, 1033);
    measured("mobilenet-v1-1.0", "L6", 64, 1030);
    measured("densenet121", "T2", 16, 768);
    measured("squeezenet-1.1", "L4", 64, 440);
  }

  private static void measured(String backbone, String cut, int images, int megabytes) {
    MemoryNeed need = need(backbone, cut, 128, images, 1);
    assertThat(need.bytes(images, 128) / 1e6)
        .as(backbone)
        .isCloseTo(megabytes, Percentage.withPercentage(30));
  }

  @Test
  void aMachineThatIsTooSmallIsToldWhatWouldFit() {
    MemoryNeed need = need("resnet50", "B2", 128, 512, 1);
    assertThatCode(() -> need.check(64L << 30)).doesNotThrowAnyException();
    assertThatThrownBy(() -> need.check(8_000_000_000L))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll(
            "512 images of 128 px at a time through resnet50 up to B2 need about 20.5 GB",
            "this machine has 8.0 GB",
            "About 199 would fit: --accumulate 3",
            "--batch 199",
            "--image-size 64");
    assertThatCode(() -> need("resnet50", "B2", 128, 512, 3).check(8_000_000_000L))
        .doesNotThrowAnyException();
  }

  @Test
  void aBatchIsNoLargerThanTheSplit() {
    MemoryNeed need = need("resnet50", "B2", 128, 100_000, 4);
    assertThat(new MemoryNeed(need.network(), need.config(), 40).images()).isEqualTo(10);
  }

  @Test
  void whatIsNotAboutMemoryIsLeftAlone() {
    MemoryNeed need = need("resnet50", "B1", 64, 8, 1);
    assertThat(need.explained(new IllegalStateException("disk"))).isEmpty();
    assertThat(need.explained(new TFInvalidArgumentException("shape"))).isEmpty();
  }

  @Test
  void aRunThatRunsOutOfMemorySaysWhatToChoose() {
    failing(() -> new TFResourceExhaustedException("OOM when allocating tensor"))
        .hasMessageContainingAll(
            "TensorFlow ran out of memory", "16 images of 32 px", "--accumulate", "--batch");
    RunRecord record = new RunFolder(root.resolve("run")).record();
    assertThat(record.status()).isEqualTo(RunStatus.FAILED);
    assertThat(record.message()).startsWith("TensorFlow ran out of memory");
  }

  @Test
  void aNativeErrorIsExplainedAndAFullHeapToo() {
    failing(() -> new OutOfMemoryError("Cannot allocate new FloatPointer(1000)"))
        .hasMessageContaining("TensorFlow ran out of memory");
    failing(() -> new OutOfMemoryError("Java heap space"))
        .hasMessageContainingAll("its heap of", "TRUNCUS_JAVA_OPTS=-Xmx", "--batch");
  }

  @Test
  void aRunThatCanNotFitIsRefusedBeforeAnyImageIsRead() {
    TrainConfig config =
        Runs.tiny(SyntheticList.multilabel(root, 20))
            .input(input -> input.imageSize(30_000))
            .build();
    assertThatThrownBy(() -> Runs.run(config, root.resolve("run")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("not enough memory", "16 images of 30000 px", "--image-size");
    assertThat(root.resolve("run")).doesNotExist();
  }

  /** A run in whose first epoch this is thrown. */
  private AbstractThrowableAssert<?, ?> failing(Supplier<? extends Throwable> failure) {
    TrainConfig config = Runs.tiny(SyntheticList.multilabel(root, 20)).build();
    return assertThatThrownBy(
            () -> Runs.run(config, root.resolve("run"), new StopSignal(), new Throwing(failure)))
        .isInstanceOf(EnvironmentException.class);
  }

  private static MemoryNeed need(String backbone, String cut, int size, int batch, int parts) {
    TrainConfig config =
        Runs.tiny(Path.of("list.csv"))
            .input(input -> input.imageSize(size))
            .network(network -> network.backbone(backbone).cut(cut))
            .recipe(recipe -> recipe.batch(batch).accumulate(parts))
            .build();
    return new MemoryNeed(
        Backbones.network(new NetworkSpec(backbone, cut, 2)), config, Integer.MAX_VALUE);
  }

  private record Throwing(Supplier<? extends Throwable> failure) implements Progress {

    @Override
    public Task begin(String what, long total) {
      return new Task() {
        @Override
        public void at(long done, String note) {
          if (what.startsWith("epoch")) {
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void say(String line) {}
  }
}
