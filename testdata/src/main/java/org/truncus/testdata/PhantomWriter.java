package org.truncus.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Writes {@code images/} and {@code list.csv} (the project's own list form) into a folder, on all
 * processors. The bytes are a function of the settings.
 */
public final class PhantomWriter {
  private final PhantomFactory factory;
  private final PhantomEncoder encoder;
  private final boolean withSplit;

  /**
   * @param factory what to write
   * @param encoder how to write an image
   * @param withSplit whether the list has a {@code split} column: 64/16/20 by patient
   */
  public PhantomWriter(PhantomFactory factory, PhantomEncoder encoder, boolean withSplit) {
    this.factory = factory;
    this.encoder = encoder;
    this.withSplit = withSplit;
  }

  /**
   * Writes everything; files of the same name are replaced.
   *
   * @param folder made where it doesn't exist
   * @param written receives the number of images written so far; called from several threads, one
   *     at a time
   * @return the list's path
   */
  public Path write(Path folder, IntConsumer written) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    PhantomSettings settings = factory.settings();
    PhantomSplit split = new PhantomSplit(settings);
    AtomicInteger done = new AtomicInteger();
    List<String> lines = new ArrayList<>();
    lines.add(header());
    try {
      IntStream.range(0, settings.patients())
          .parallel()
          .mapToObj(i -> patient(i, images, split.of(i), written, done))
          .flatMap(List::stream)
          .forEachOrdered(lines::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Path list = folder.resolve("list.csv");
    Files.write(list, lines);
    return list;
  }

  private List<String> patient(
      int i, Path images, String split, IntConsumer written, AtomicInteger done) {
    List<String> rows = new ArrayList<>();
    for (int j = 0; j < factory.settings().imagesPerPatient(); j++) {
      PhantomImage image = factory.image(i, j);
      String file = image.name() + encoder.extension();
      try {
        encoder.write(image, images.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rows.add(row(image, "images/" + file, split));
      synchronized (done) {
        written.accept(done.incrementAndGet());
      }
    }
    return rows;
  }

  private String header() {
    StringBuilder line = new StringBuilder("image,patient_id,study_id,");
    line.append(withSplit ? "split," : "").append("view,sex,age,site");
    for (Finding finding : Finding.values()) {
      line.append(",label:").append(finding.label());
    }
    return line.toString();
  }

  private String row(PhantomImage image, String path, String split) {
    PhantomPatient patient = image.patient();
    List<String> cells = new ArrayList<>(List.of(path, patient.id(), patient.id() + "-S1"));
    if (withSplit) {
      cells.add(split);
    }
    cells.addAll(
        List.of(image.view(), patient.sex(), Integer.toString(patient.age()), patient.site()));
    for (Finding finding : Finding.values()) {
      cells.add(patient.has(finding) ? "1" : "0");
    }
    return String.join(",", cells);
  }
}
