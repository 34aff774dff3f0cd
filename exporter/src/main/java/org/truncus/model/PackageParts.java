package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.SavedModel;
import org.truncus.json.Json;

/**
 * What a package is filled with.
 *
 * @param savedModel the graph
 * @param asTrained the graph before folding, to compare with; null where there is nothing to fold
 * @param folded batch normalisations that were folded
 * @param kept batch normalisations that were not
 * @param validation images of the validation split, to compare the forms on; none where their list
 *     is gone
 * @param training tells patients and images of the training; null where their list is gone
 * @param key signs the package; null where it isn't signed
 */
record PackageParts(
    SavedModel savedModel,
    SavedModel asTrained,
    int folded,
    int kept,
    List<Path> validation,
    TrainingDigests training,
    SigningKey key)
    implements PackagePublisher.Content {

  /** A graph alone, not signed. */
  static PackageParts of(SavedModel savedModel) {
    return new PackageParts(savedModel, null, 0, 0, List.of(), null, null);
  }

  @Override
  public void writeTo(StagedFolder staged, PackageManifest draft) throws IOException {
    staged.write("saved_model.pb", out -> PackageGraph.write(savedModel, out));
    staged.folder("variables");
    byte[] warmUp = WarmUpRequests.of(draft);
    staged.write(WarmUpRequests.FILE, out -> out.write(warmUp));
    if (training != null) {
      byte[] digests = Json.write(training).getBytes(StandardCharsets.UTF_8);
      staged.write(TrainingDigests.FILE, out -> out.write(digests));
    }
    PackageManifest tried = draft.withAssurance(tryOut(staged, draft));
    String card = ModelCard.of(tried);
    staged.write(ModelPackage.MODEL_CARD, out -> out.write(card.getBytes(StandardCharsets.UTF_8)));
    ManifestSeal.write(staged, tried, key);
  }

  private Assurance tryOut(StagedFolder staged, PackageManifest draft) throws IOException {
    Map<String, byte[]> images = GoldenImages.files(draft.input().size());
    GoldenSet.writeImages(staged, images);
    Trial trial =
        Trial.of(draft, staged.path().resolve(GoldenSet.FOLDER), images.keySet(), validation);
    TrialRun fp32 = trial.run(savedModel);
    GoldenSet.writeExpected(staged, trial.vectors(fp32));
    Assurance.Folding folding =
        asTrained == null ? null : trial.folding(asTrained, folded, kept, fp32);
    return new Assurance(images.size(), folding, trial.forms(savedModel, fp32));
  }
}
