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
  private GoldenReplay golden;
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
   * Loads a package and replays its golden vectors, so that nothing is scored that would be scored
   * otherwise than at export, and the first real image isn't slow. Between opening and loading the
   * files could have been changed, so their digests are looked at once more before anything runs.
   *
   * @param options device, threads and precision; the package says what it was measured with
   * @throws InvalidPackageException where the graph is not what the manifest says, a file was
   *     altered since the package was opened, or a golden vector is not reproduced
   * @throws UnsupportedPackageException where the graph holds an operation that is not let through,
   *     or the package has no such form
   * @throws org.truncus.problem.EnvironmentException where a GPU is demanded and there is none, or
   *     bfloat16 and the processor has none
   */
  public static ModelRunner load(ModelPackage model, ExecutionOptions options) {
    Form form = FormChoice.of(model, options);
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
      PackageFiles.verify(
          model.folder(), model.manifest().files(), model.manifest().signer() != null);
      runner.golden = GoldenReplay.of(runner, form);
      return runner;
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  /** How the golden vectors came out. */
  public GoldenReplay golden() {
    return golden;
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
    Shape shape = Shape.of(fed.height(), fed.width(), fed.channels());
    return run(ServingSignatures.ONE_IMAGE, shape, fed);
  }

  /** Scores one image that has the size and the channels of the network's input. */
  Scores scoreFitted(FloatImage image) {
    Shape shape = Shape.of(1, image.height(), image.width(), image.channels());
    return run(ServingSignatures.BATCH, shape, image);
  }

  private Scores run(String signature, Shape shape, FloatImage image) {
    lock.readLock().lock();
    try (TFloat32 fed = TFloat32.tensorOf(shape, DataBuffers.of(image.samples(), true, false));
        Result result = open().function(signature).call(Map.of(ServingSignatures.IMAGE, fed))) {
      return new Scores(
          values(result, ServingSignatures.LOGITS),
          values(result, ServingSignatures.PROBABILITIES));
    } finally {
      lock.readLock().unlock();
    }
  }

  private SavedModelBundle open() {
    if (closed) {
      throw new IllegalStateException("the model " + model.id() + " is closed");
    }
    return bundle;
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
