package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truncus.image.PixelPolicy;
import org.truncus.image.Voi;
import org.truncus.model.ModelPackage;
import org.truncus.problem.UsageException;
import org.truncus.render.RenderedFrame;
import org.truncus.render.Rendering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus render}: PNG files and a contact sheet of what the pixel pipeline makes. */
@Command(
    name = "render",
    description = {
      "Writes images as PNG after the pixel pipeline, and a contact sheet: a page with all of them",
      "and each step that was taken. It shows patients' images; keep it as you keep those."
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus render study/*.dcm --out look",
      "  truncus render study --out look --model models/chest    by the rules of a package%n"
    })
final class RenderCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Images of any kind that training reads; in a folder, its DICOM files.")
  private List<Path> files;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Option(
      names = "--voi",
      paramLabel = "window|full_range|percentile|none",
      description =
          "Which values become black to white (default: window, which takes the first VOI LUT or"
              + " window, else the 1st to 99th percentile).")
  private Voi voi;

  @Option(
      names = "--keep-polarity",
      description = "Don't invert images whose low values are bright (MONOCHROME1).")
  private boolean keepPolarity;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Follow the rules of this package instead.")
  private Path model;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "At most so many frames of a file, evenly spread over it (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Override
  public Integer call() {
    if (frames < 1) {
      throw new UsageException("--frames: found " + frames + ", expected 1 or more");
    }
    List<RenderedFrame> rows =
        new Rendering(policy(), out, frames).run(InputFiles.images(files), common.progress());
    json.print(spec, rows, () -> text(rows));
    long failed = rows.stream().filter(row -> !row.rendered()).count();
    if (failed == 0) {
      return ExitCode.OK;
    }
    return failed == rows.size() ? ExitCode.INVALID_INPUT : ExitCode.PARTLY_DONE;
  }

  private PixelPolicy policy() {
    if (model != null) {
      if (voi != null || keepPolarity) {
        throw new UsageException(
            "--model brings its own rules; leave out --voi and --keep-polarity, or --model");
      }
      return ModelPackage.open(model).manifest().input().pixels();
    }
    return new PixelPolicy(voi == null ? Voi.WINDOW : voi, !keepPolarity);
  }

  private String text(List<RenderedFrame> rows) {
    StringBuilder text = new StringBuilder();
    for (RenderedFrame row : rows) {
      text.append(
          row.rendered()
              ? String.format(
                  Locale.ROOT,
                  "%s  %d x %d  %s%n",
                  row.png(),
                  row.width(),
                  row.height(),
                  row.title())
              : row.error() + "\n");
    }
    return text.append(out.resolve(Rendering.PAGE)).append('\n').toString();
  }
}
