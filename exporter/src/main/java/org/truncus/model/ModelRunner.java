package org.truncus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.SavedModel;
import org.truncus.image.FloatImage;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.InvalidInputException;

/**
 * A loaded model package. Safe for use by several threads at once; it holds native memory, which
 * {@link #close} gives back after the last call under way. Whoever loads it closes it.
 */
public final class ModelRunner implements AutoCloseable {

  private final ModelPackage model;
  private final GraphSession session;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private GoldenReplay golden;
  private boolean closed;

  private ModelRunner(ModelPackage model, GraphSession session) {
    this.model = model;
    this.session = session;
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
   * files could have been changed. So the graph is read once, and what was read must have the
   * digest of the manifest that was opened; the digests of the other files are looked at once more.
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
    SavedModel saved = VerifiedGraph.read(model);
    ServingSignatures.check(model, saved.getMetaGraphs(0));
    ModelRunner runner = new ModelRunner(model, open(model, saved, options));
    try {
      PackageFiles.verify(
          model.folder(), model.manifest().files(), model.manifest().signer() != null);
      runner.golden = GoldenReplay.of(runner, form);
      return runner;
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  private static GraphSession open(ModelPackage model, SavedModel saved, ExecutionOptions options) {
    try {
      return GraphSession.open(saved, options);
    } catch (TensorFlowException e) {
      throw new InvalidPackageException(
          model.folder(), "TensorFlow can't load saved_model.pb: " + e.getMessage(), e);
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
    return run(() -> List.of(session.score(fed))).get(0);
  }

  /**
   * Scores images of any size in one call of the network. The scores are those of {@link
   * #score(FloatImage)} to within the rounding of float32. Packages made by versions that could not
   * do that are asked image by image.
   *
   * @return one an image, in their order
   * @throws InvalidInputException where any output is no finite number
   */
  public List<Scores> scoreTogether(List<FloatImage> images) {
    if (images.size() < 2 || !session.fits()) {
      return score(images);
    }
    ModelInput input = model.manifest().input();
    return run(
        () -> {
          List<float[]> fitted =
              images.stream()
                  .map(image -> session.fit(image.withChannels(input.channels())))
                  .toList();
          return session.scoreFitted(fitted, input.size(), input.channels());
        });
  }

  /** Scores one image that has the size and the channels of the network's input. */
  Scores scoreFitted(FloatImage image) {
    return run(() -> List.of(session.scoreFitted(image))).get(0);
  }

  /**
   * Where an image speaks for a label. The first call adds what it takes to the graph.
   *
   * @param image as for {@link #score(FloatImage)}
   * @param label one of the manifest's
   * @return empty where the graph has no feature map before its head
   * @throws IllegalArgumentException where the model has no such label
   */
  public Optional<Saliency> saliency(FloatImage image, String label) {
    int index = model.manifest().labels().indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(model.id() + " has no label " + label);
    }
    ModelInput input = model.manifest().input();
    FloatImage fed = image.withChannels(input.channels());
    Saliency.Region region =
        Saliency.Region.seen(image.height(), image.width(), input.preprocessing());
    return open(() -> session.saliency(fed, index, region));
  }

  private List<Scores> run(Supplier<List<Scores>> score) {
    List<Scores> all = open(score);
    for (Scores scores : all) {
      checkFinite(scores.logits(), ServingSignatures.LOGITS);
      checkFinite(scores.probabilities(), ServingSignatures.PROBABILITIES);
    }
    return all;
  }

  /** Runs what needs the session, which must not be closed meanwhile. */
  private <T> T open(Supplier<T> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + model.id() + " is closed");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void checkFinite(float[] values, String output) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidInputException(
            model.id() + ": the " + output + " of this image are no finite numbers");
      }
    }
  }

  /** Waits for calls under way, then gives the native memory back. Closing twice does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
