package org.truncus.train;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.truncus.list.Split;
import org.truncus.net.Devices;
import org.truncus.net.Network;
import org.truncus.problem.EnvironmentException;

/**
 * How much memory training takes, estimated from what the layers put out: between 0.8 and 1.1 times
 * what was measured for ResNet50, DenseNet121, MobileNet and SqueezeNet on a CPU.
 *
 * @param network to be trained
 * @param config batch, parts and size of the images
 * @param rows of the train split
 */
record MemoryNeed(Network network, TrainConfig config, int rows) {

  private static final int FLOAT = 4;

  /** A weight, its gradient and two slots. */
  private static final int COPIES = 4;

  private static final int STEP_OF_SIZES = 32;
  private static final double SURE_SHARE = 0.8;

  static MemoryNeed of(RunPlan plan) {
    return new MemoryNeed(plan.network(), plan.config(), plan.data().indices(Split.TRAIN).length);
  }

  /** Bytes for so many images of this side at a time. */
  long bytes(int images, int imageSize) {
    return FLOAT
        * (COPIES * network.summary(imageSize).total() + images * network.activations(imageSize));
  }

  /** Images that are computed at a time. */
  int images() {
    int batch = Math.min(config.recipe().batch(), rows);
    int parts = config.recipe().accumulate();
    return (batch + parts - 1) / parts;
  }

  private int size() {
    return config.input().imageSize();
  }

  /**
   * Refuses a run on the CPU that this machine can't hold; the system would end the process without
   * a word. Where layers are frozen, less is kept, and nothing is refused beforehand.
   *
   * @param memory bytes that the machine has
   * @throws EnvironmentException saying what would fit
   */
  void check(long memory) {
    boolean gpu = config.compute().device() != Device.CPU && Devices.hasGpu();
    long need = bytes(images(), size());
    if (!gpu && !config.network().strategy().freezes() && need * SURE_SHARE > memory) {
      throw new EnvironmentException(
          "not enough memory: "
              + what(need)
              + ", this machine has "
              + gigabytes(memory)
              + ". "
              + remedies(memory));
    }
  }

  /** What to be told instead of a failure, if the failure was for want of memory. */
  Optional<EnvironmentException> explained(Throwable failure) {
    if (failure instanceof TFResourceExhaustedException
        || (failure instanceof OutOfMemoryError && !isHeap(failure))) {
      long need = bytes(images(), size());
      return Optional.of(
          new EnvironmentException(
              "TensorFlow ran out of memory: " + what(need) + ". " + remedies(need / 2), failure));
    }
    if (failure instanceof OutOfMemoryError) {
      return Optional.of(
          new EnvironmentException(
              "Java ran out of memory: its heap of "
                  + gigabytes(Runtime.getRuntime().maxMemory())
                  + " is too small for batches of "
                  + config.recipe().batch()
                  + " images of "
                  + size()
                  + " px. Give it more, as with TRUNCUS_JAVA_OPTS=-Xmx8g, or choose a smaller"
                  + " --batch or --image-size.",
              failure));
    }
    return Optional.empty();
  }

  private static boolean isHeap(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("heap");
  }

  private String what(long need) {
    return "%d images of %d px at a time through %s up to %s need about %s"
        .formatted(
            images(), size(), network.spec().backbone(), network.spec().cut(), gigabytes(need));
  }

  /** Options with which the need stays below so many bytes. */
  private String remedies(long bytes) {
    int least = network.minimumImageSize();
    int smaller = largest(size() / STEP_OF_SIZES, n -> fits(images(), n * STEP_OF_SIZES, bytes));
    int fewer = largest(images() - 1, n -> fits(n, size(), bytes));
    StringBuilder text = new StringBuilder();
    if (fewer >= 2) {
      int batch = Math.min(config.recipe().batch(), rows);
      text.append(
          "About %d would fit: --accumulate %d computes the same batch in parts, or choose --batch %d."
              .formatted(fewer, (batch + fewer - 1) / fewer, fewer));
    } else {
      text.append("Not even two images of this size would fit: choose an earlier --cut.");
    }
    if (smaller * STEP_OF_SIZES >= least) {
      text.append(" Or choose --image-size %d.".formatted(smaller * STEP_OF_SIZES));
    }
    return text.toString();
  }

  private boolean fits(int images, int imageSize, long bytes) {
    return imageSize >= network.minimumImageSize() && bytes(images, imageSize) <= bytes;
  }

  /** The largest number from 1 that something holds for; 0 where there is none. */
  private static int largest(int most, IntPredicate holds) {
    return IntStream.iterate(most, n -> n > 0, n -> n - 1).filter(holds).findFirst().orElse(0);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** Bytes that this machine, or the container around this process, has. */
  static long ofThisMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
