package org.truncus.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.testdata.PhantomEncoder;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomSettings;
import org.truncus.testdata.PhantomWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus phantom}: synthetic radiographs and their list. */
@Command(
    name = "phantom",
    description = "Writes synthetic chest radiographs with known findings, and their list.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus phantom --out phantoms --patients 500",
      "  truncus phantom --out studies --patients 20 --format dicom --size 512%n"
    })
final class PhantomCommand implements Callable<Integer> {

  /** The file formats there are. */
  enum Format {
    PNG,
    PNG16,
    DICOM
  }

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Option(names = "--patients", paramLabel = "N", required = true, description = "How many.")
  private int patients;

  @Option(
      names = "--images-per-patient",
      paramLabel = "K",
      defaultValue = "2",
      description = "Default: ${DEFAULT-VALUE}; some of the further ones are laterals.")
  private int imagesPerPatient;

  @Option(
      names = "--format",
      paramLabel = "png|png16|dicom",
      defaultValue = "png",
      description = "8-bit PNG, 16-bit PNG or DICOM (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "256",
      description = "Longer side in pixels (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--no-split", description = "Leave the column 'split' out of the list.")
  private boolean noSplit;

  @Override
  public Integer call() {
    PhantomFactory factory = new PhantomFactory(settings());
    try (Progress.Task task =
        common.progress().begin("radiographs", (long) patients * imagesPerPatient)) {
      Path list =
          new PhantomWriter(factory, encoder(), !noSplit).write(out, done -> task.at(done, ""));
      spec.commandLine().getOut().println(list);
    } catch (IOException e) {
      throw new EnvironmentException(out + ": can't be written: " + e.getMessage(), e);
    }
    spec.commandLine().getErr().println("Next: truncus list check " + out.resolve("list.csv"));
    return ExitCode.OK;
  }

  private PhantomSettings settings() {
    try {
      return PhantomSettings.of(patients, imagesPerPatient, seed).withSize(size);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private PhantomEncoder encoder() {
    return switch (format) {
      case PNG -> PhantomEncoder.png(false);
      case PNG16 -> PhantomEncoder.png(true);
      case DICOM -> new DicomPhantomEncoder(seed);
    };
  }
}
