package org.truncus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.Sessions;
import org.truncus.problem.InvalidInputException;

/**
 * A loaded model package. Safe for use by several threads at once; it holds native memory, which
 * {@link #close} gives back after the last call under way. Whoever loads it closes it.
 */
public final class ModelRunner implements AutoCloseable {

  private final ModelPackage model;
  private final SavedModelBundle bundle;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private ModelRunner(ModelPackage model, SavedModelBundle bundle) {
    this.model = model;
    this.bundle = bundle;
  }

  /**
   * Loads a package on any device in float32; see {@link #load(ModelPackage, ExecutionOptions)}.
   */
  public static ModelRunner load(ModelPackage model) {
    return load(model, ExecutionOptions.standard());
  }

  /**
   * Loads a package and runs it once, so that the first real image isn't slow. Between opening and
   * loading the files could have been changed, so their digests are looked at once more before
   * anything runs.
   *
   * @throws InvalidPackageException where the graph is not what the manifest says, or a file was
   *     altered since the package was opened
   * @param options device, threads and precision; none of them is in the package
   * @throws UnsupportedPackageException where the graph holds an operation that is not let through
   * @throws org.truncus.problem.EnvironmentException where a GPU is demanded and there is none
   */
  public static ModelRunner load(ModelPackage model, ExecutionOptions options) {
    OperationCheck.check(model.folder());
    SavedModelBundle bundle;
    try {
      bundle =
          SavedModelBundle.loader(model.folder().toString())
              .withTags(SavedModelBundle.DEFAULT_TAG)
              .withConfigProto(Sessions.config(options))
              .load();
    } catch (TensorFlowException e) {
      throw new InvalidPackageException(
          model.folder(), "TensorFlow can't load saved_model.pb: " + e.getMessage(), e);
    }
    ModelRunner runner = new ModelRunner(model, bundle);
    try {
      ServingSignatures.check(model, bundle.metaGraphDef());
      PackageFiles.verify(model.folder(), model.manifest().files());
      runner.warmUp();
      return runner;
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  /** What was loaded. */
  public ModelPackage model() {
    return model;
  }

  /**
   * Scores images of any size, one after the other.
   *
   * @param images decoded under the package's {@link ModelInput#pixels()} policy. A grey image for
   *     a colour model is replicated, a colour image for a grey model reduced to its luma, as in
   *     training
   * @return one a picture, in their order
   * @throws InvalidInputException where the outputs are no finite numbers
   */
  public List<Scores> score(List<FloatImage> images) {
    List<Scores> scores = new ArrayList<>(images.size());
    for (FloatImage image : images) {
      scores.add(score(image));
    }
    return scores;
  }

  /** Scores one image of any size; see {@link #score(List)}. */
  public Scores score(FloatImage image) {
    FloatImage fed = image.withChannels(model.manifest().input().channels());
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + model.id() + " is closed");
      }
      return run(fed);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Scores run(FloatImage image) {
    Shape shape = Shape.of(image.height(), image.width(), image.channels());
    try (TFloat32 fed = TFloat32.tensorOf(shape, DataBuffers.of(image.samples(), true, false));
        Result result =
            bundle
                .function(ServingSignatures.ONE_IMAGE)
                .call(Map.of(ServingSignatures.IMAGE, fed))) {
      return new Scores(
          values(result, ServingSignatures.LOGITS),
          values(result, ServingSignatures.PROBABILITIES));
    }
  }

  private float[] values(Result result, String output) {
    TFloat32 tensor =
        (TFloat32)
            result
                .get(output)
                .orElseThrow(() -> new IllegalStateException("no output named " + output));
    float[] values = new float[model.manifest().labels().size()];
    tensor.asRawTensor().data().asFloats().read(values);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidInputException(
            model.id() + ": the " + output + " of this image are no finite numbers");
      }
    }
    return values;
  }

  private void warmUp() {
    ModelInput input = model.manifest().input();
    float[] samples = new float[input.size() * input.size() * input.channels()];
    score(new FloatImage(input.size(), input.size(), input.channels(), samples));
  }

  /** Waits for calls under way, then gives the native memory back. Closing twice does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        bundle.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
