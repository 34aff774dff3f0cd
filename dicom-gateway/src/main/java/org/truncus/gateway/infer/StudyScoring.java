package org.truncus.gateway.infer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.image.ImageReader;
import org.truncus.model.Scores;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Shows a study's images to a model, one after the other, so that one image is in memory at once.
 */
final class StudyScoring {

  private static final Logger LOG = LoggerFactory.getLogger(StudyScoring.class);

  private final DataFolder folder;
  private final StudyScorer scorer;
  private final Eligibility eligibility;
  private final ImageReader reader;

  StudyScoring(DataFolder folder, StudyScorer scorer) {
    this.folder = folder;
    this.scorer = scorer;
    this.eligibility = new Eligibility(scorer.manifest());
    this.reader = new ImageReader(scorer.manifest().input().pixels());
  }

  /** Looks at the headers only. */
  List<ScoredImage> judge(List<InstanceRow> instances) {
    List<ScoredImage> judged = new ArrayList<>(instances.size());
    for (InstanceRow instance : instances) {
      DicomFile file = DicomReader.readHeader(folder.instance(instance.sha256()));
      judged.add(
          new ScoredImage(instance, file.dataSet(), eligibility.objection(file), Optional.empty()));
    }
    return judged;
  }

  /** Decodes and scores what is eligible. */
  List<ScoredImage> score(List<ScoredImage> judged) {
    return judged.stream()
        .map(image -> image.objection().isEmpty() ? score(image) : image)
        .toList();
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

  private ScoredImage score(ScoredImage image) {
    Path file = folder.instance(image.instance().sha256());
    try {
      Scores scores = scorer.score(reader.read(file).image());
      return new ScoredImage(
          image.instance(), image.header(), Optional.empty(), Optional.of(scores));
    } catch (InvalidInputException | UnsupportedInputException e) {
      LOG.warn(
          "instance {}: not scored: {}", image.instance().sopInstanceUid(), Failures.describe(e));
      return new ScoredImage(
          image.instance(), image.header(), Optional.of(Ineligible.UNDECODABLE), Optional.empty());
    }
  }
}
