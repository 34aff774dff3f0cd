package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truncus.json.Json;
import org.truncus.list.ListRow;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/**
 * Which patients and files a model has learnt from, told without naming them: the first 64 bits of
 * salted SHA-256 digests. Whoever holds a package and a list can find out whether they share
 * patients or images; nobody can read a patient out of it. It is no secret-keeping, though: the
 * salt stands beside the digests, so someone who holds the package can try out identifiers, and
 * short ones can be tried out altogether.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param salt hex, the same for all digests of one package
 * @param patients digests of the patients of train and val
 * @param contents digests of the bytes of their files
 */
public record TrainingDigests(
    int schemaVersion, String salt, SortedSet<String> patients, SortedSet<String> contents) {

  /** Relative to the version folder. */
  public static final String FILE = "assets.extra/training_digests.json";

  static final int SCHEMA_VERSION = 1;

  private static final int HEX_DIGITS = 16;

  /** Keeps copies. */
  public TrainingDigests {
    patients = new TreeSet<>(patients);
    contents = new TreeSet<>(contents);
  }

  /**
   * Digests the rows a model learns from; reads every file once.
   *
   * @param listSha256 the salt comes of it, so that the same run gives the same bytes
   * @throws InvalidInputException where a file can't be read
   */
  static TrainingDigests of(List<ListRow> rows, String listSha256, Progress progress) {
    String salt = PackageFiles.sha256(bytes("training " + listSha256)).substring(0, 32);
    TrainingDigests digests =
        new TrainingDigests(SCHEMA_VERSION, salt, new TreeSet<>(), new TreeSet<>());
    try (Progress.Task task = progress.begin("digests of the training images", rows.size())) {
      for (int i = 0; i < rows.size(); i++) {
        digests.patients.add(digests.patient(rows.get(i).patientId()));
        digests.contents.add(digests.content(rows.get(i).file()));
        task.at(i + 1, "");
      }
    }
    return digests;
  }

  /**
   * Those of a package; empty where it was exported without.
   *
   * @throws org.truncus.problem.InvalidInputException where the file is none of this kind
   */
  public static Optional<TrainingDigests> of(ModelPackage model) {
    Path file = model.folder().resolve(FILE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, TrainingDigests.class))
        : Optional.empty();
  }

  /** Whether the model has learnt from images of this patient. */
  public boolean knowsPatient(String id) {
    return patients.contains(patient(id));
  }

  /**
   * Whether the model has learnt from a file of these bytes.
   *
   * @throws InvalidInputException where it can't be read
   */
  public boolean knowsContent(Path file) {
    return contents.contains(content(file));
  }

  private String patient(String id) {
    return digest("patient " + id);
  }

  private String content(Path file) {
    try {
      return digest("content " + PackageFiles.sha256(file));
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private String digest(String text) {
    return HexFormat.of()
        .formatHex(PackageFiles.digest().digest(bytes(salt + " " + text)))
        .substring(0, HEX_DIGITS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
