package org.truncus.gateway.infer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Shows a study's images to a model: no more of them in memory than one call of the model takes.
 */
final class StudyScoring {

  private static final Logger LOG = LoggerFactory.getLogger(StudyScoring.class);

  private final DataFolder folder;
  private final Batcher model;
  private final Eligibility eligibility;
  private final ImageReader reader;

  StudyScoring(DataFolder folder, PackageManifest manifest, Batcher model) {
    this.folder = folder;
    this.model = model;
    this.eligibility = new Eligibility(manifest);
    this.reader = new ImageReader(manifest.input().pixels());
  }

  /** Looks at the headers only. */
  List<ScoredImage> judge(List<InstanceRow> instances) {
    List<ScoredImage> judged = new ArrayList<>(instances.size());
    for (InstanceRow instance : instances) {
      judged.add(judge(instance));
    }
    return judged;
  }

  private ScoredImage judge(InstanceRow instance) {
    if (instance.purgedAt() != null) {
      return new ScoredImage(
          instance, new DataSet(), Optional.of(Ineligible.PURGED), Optional.empty());
    }
    DicomFile file = DicomReader.readHeader(folder.instance(instance.sha256()));
    Optional<Ineligible> objection =
        instance.quarantinedAt() != null
            ? Optional.of(Ineligible.QUARANTINED)
            : eligibility.objection(file);
    return new ScoredImage(instance, file.dataSet(), objection, Optional.empty());
  }

  /**
   * Decodes and scores what is eligible.
   *
   * @param alone whether one image has to be done with before the next begins
   * @param begun told the SOP Instance UID of each image before it is decoded
   */
  List<ScoredImage> score(List<ScoredImage> judged, boolean alone, Consumer<String> begun)
      throws InterruptedException {
    int together = alone ? 1 : model.most();
    List<ScoredImage> scored = new ArrayList<>(judged);
    Deque<Waiting> waiting = new ArrayDeque<>();
    for (int i = 0; i < judged.size(); i++) {
      ScoredImage image = judged.get(i);
      if (image.objection().isPresent()) {
        continue;
      }
      if (waiting.size() == together) {
        take(waiting.remove(), scored);
      }
      begun.accept(image.instance().sopInstanceUid());
      Optional<FloatImage> pixels = decode(image);
      if (pixels.isEmpty()) {
        scored.set(i, undecodable(image));
      } else {
        waiting.add(new Waiting(i, model.submit(pixels.get())));
      }
    }
    while (!waiting.isEmpty()) {
      take(waiting.remove(), scored);
    }
    return scored;
  }

  private record Waiting(int index, CompletableFuture<Scores> answer) {}

  private void take(Waiting one, List<ScoredImage> scored) throws InterruptedException {
    ScoredImage image = scored.get(one.index());
    try {
      scored.set(
          one.index(),
          new ScoredImage(
              image.instance(), image.header(), Optional.empty(), Optional.of(one.answer().get())));
    } catch (ExecutionException e) {
      if (!unreadable(e.getCause())) {
        throw new ModelFailedException(e.getCause());
      }
      log(image, e.getCause());
      scored.set(one.index(), undecodable(image));
    }
  }

  private Optional<FloatImage> decode(ScoredImage image) {
    try {
      return Optional.of(reader.read(folder.instance(image.instance().sha256())).image());
    } catch (InvalidInputException | UnsupportedInputException e) {
      log(image, e);
      return Optional.empty();
    }
  }

  private static boolean unreadable(Throwable failure) {
    return failure instanceof InvalidInputException || failure instanceof UnsupportedInputException;
  }

  private static void log(ScoredImage image, Throwable why) {
    LOG.warn(
        "instance {}: not scored: {}", image.instance().sopInstanceUid(), Failures.describe(why));
  }

  private static ScoredImage undecodable(ScoredImage image) {
    return new ScoredImage(
        image.instance(), image.header(), Optional.of(Ineligible.UNDECODABLE), Optional.empty());
  }

  /** A digest of the instances a result rests on: the eligible ones, by UID and content. */
  static String evidence(List<ScoredImage> images) {
    StringBuilder text = new StringBuilder();
    for (ScoredImage image : images) {
      if (image.objection().isEmpty()) {
        text.append(image.instance().sopInstanceUid()).append(' ');
        text.append(image.instance().dataSetSha256()).append('\n');
      }
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
