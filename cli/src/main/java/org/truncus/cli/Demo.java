package org.truncus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.Gateway;
import org.truncus.gateway.GatewayOption;
import org.truncus.gateway.GatewayOptions;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StoreFolder;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.report.ContentTreeText;
import org.truncus.model.ExportOptions;
import org.truncus.model.PackageExport;
import org.truncus.problem.EnvironmentException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.testdata.Finding;
import org.truncus.testdata.PhantomEncoder;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomImage;
import org.truncus.testdata.PhantomWriter;
import org.truncus.train.RunRecord;
import org.truncus.train.TrainConfig;
import org.truncus.train.Training;
import org.truncus.validate.Validation;
import org.truncus.validate.ValidationOptions;
import org.truncus.validate.ValidationReport;

/** The steps of the demonstration, each telling what it did. */
final class Demo implements AutoCloseable {

  private static final String GATEWAY = "TRUNCUS";
  private static final String PACS = "PACS";
  private static final String MODALITY = "CR1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;
  private final PrintWriter out;
  private final Progress progress;
  private final List<AutoCloseable> open = new ArrayList<>();
  private int step;

  /**
   * @param dir an empty folder
   * @param out for what was done
   * @param progress for how far it is
   */
  Demo(Path dir, PrintWriter out, Progress progress) {
    this.dir = dir;
    this.out = out;
    this.progress = progress;
  }

  void run() throws IOException, InterruptedException {
    Path list = radiographs();
    Path run = train(list);
    Path model = export(run);
    Path report = validate(model, list);
    serve(model);
    out.println();
    out.println("Everything is in " + dir + "; look at");
    out.println("  " + run.resolve("report/index.html") + "   the training run");
    out.println("  " + report.resolve("report.html") + "   the acceptance test");
    out.println("Next, on your own list (columns image, patient_id, label:<finding>):");
    out.println("  ./truncus list check LIST.csv");
    out.println("  ./truncus train --list LIST.csv --out runs/first");
    out.flush();
  }

  private void title(String text) {
    step++;
    out.println();
    out.println(step + ". " + text);
    out.flush();
  }

  private Path radiographs() throws IOException {
    title("Synthetic chest radiographs");
    PhantomFactory factory = new PhantomFactory(DemoRecipe.phantoms());
    int total = factory.settings().patients() * factory.settings().imagesPerPatient();
    Path list;
    try (Progress.Task task = progress.begin("radiographs", total)) {
      list =
          new PhantomWriter(factory, PhantomEncoder.png(false), true)
              .write(dir.resolve("data"), done -> task.at(done, ""));
    }
    out.printf(
        Locale.ROOT,
        "   %d images of %d patients, with opacities, effusions and enlarged hearts: %s%n",
        total,
        factory.settings().patients(),
        list);
    return list;
  }

  private Path train(Path list) {
    TrainConfig config = DemoRecipe.training(list);
    title(
        "Train "
            + config.network().backbone()
            + ", cut at "
            + config.network().cut()
            + ", from scratch (no pretrained weights are at hand here)");
    Path run = dir.resolve("run");
    RunRecord record =
        new Training(config, run, progress, new StopSignal(), Clock.systemUTC()).run();
    out.print(RunText.of(record, run).indent(3));
    return run;
  }

  private Path export(Path run) {
    title("Export a model package: preprocessing, calibration, operating points, digests");
    Path model =
        PackageExport.export(
            run, dir.resolve("models"), "phantom", ExportOptions.standard(), progress);
    out.println("   " + model);
    return model;
  }

  private Path validate(Path model, Path list) {
    title("Validate it on the test split, as hospital IT would");
    Path folder = dir.resolve("validation");
    ValidationReport report =
        Validation.run(
            model,
            list,
            folder,
            ValidationOptions.standard(),
            progress,
            new StopSignal(),
            Clock.systemUTC());
    out.print(ValidationText.of(report).indent(3));
    return folder;
  }

  private void serve(Path model) throws IOException, InterruptedException {
    title("Serve it: a DICOM gateway, and a stand-in for the PACS");
    Path archive = dir.resolve("pacs");
    BuiltinTransport transport = new BuiltinTransport();
    StoreFolder folder = new StoreFolder(archive);
    DicomListener pacs =
        transport.listen(ListenOptions.of(PACS, 0, List.of(AcceptRule.parse(GATEWAY))), folder);
    open.add(pacs);
    Gateway gateway =
        Gateway.start(
            new GatewayOptions()
                .set(GatewayOption.MODEL, List.of(model.toString()))
                .set(GatewayOption.AE_TITLE, GATEWAY)
                .set(GatewayOption.DICOM_PORT, "0")
                .set(GatewayOption.HTTP_PORT, "0")
                .set(GatewayOption.DATA, dir.resolve("gateway").toString())
                .set(GatewayOption.SEND_TO, List.of(PACS + "@127.0.0.1:" + pacs.port()))
                .set(GatewayOption.ACCEPT_FROM, List.of(MODALITY))
                .set(GatewayOption.QUIET_SECONDS, "1")
                .set(GatewayOption.MIN_FREE_MEGABYTES, "64")
                .set(GatewayOption.HIGH_WATER_PERCENT, "100")
                .build(),
            Clock.systemUTC());
    open.add(gateway);
    out.printf(
        Locale.ROOT,
        "   %s takes C-STORE on port %d and answers HTTP on port %d; %s listens on port %d%n",
        GATEWAY,
        gateway.dicomPort(),
        gateway.httpPort(),
        PACS,
        pacs.port());
    send(transport, gateway);
    title("The structured report that arrived at the PACS");
    Path report = await(folder);
    out.print(ContentTreeText.of(DicomReader.read(report)).indent(3));
    out.println("   " + report);
    out.println("   One patient is one patient; how often the network is right stands under 4.");
  }

  private void send(BuiltinTransport transport, Gateway gateway) throws IOException {
    title("Send a study of a patient the network hasn't seen, by C-STORE");
    Path study = Files.createDirectories(dir.resolve("study"));
    PhantomFactory factory = new PhantomFactory(DemoRecipe.newPatients());
    int patient = DemoRecipe.patient(factory);
    List<OutgoingInstance> instances = new ArrayList<>();
    DicomPhantomEncoder encoder = new DicomPhantomEncoder(factory.settings().seed());
    for (int i = 0; i < factory.settings().imagesPerPatient(); i++) {
      PhantomImage image = factory.image(patient, i);
      Path file = study.resolve(image.name() + encoder.extension());
      encoder.write(image, file);
      instances.add(new OutgoingInstance(file));
    }
    SendReport report =
        transport.send(
            new PeerAddress(GATEWAY, "127.0.0.1", gateway.dicomPort()), MODALITY, instances);
    if (!report.allDelivered()) {
      throw new EnvironmentException("the gateway didn't take the study: " + report);
    }
    out.printf(
        Locale.ROOT,
        "   %d instances sent and acknowledged; the patient has: %s%n",
        instances.size(),
        factory.patient(patient).findings().stream().map(Finding::label).toList());
    out.flush();
  }

  private static Path await(StoreFolder folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (folder.files().isEmpty()) {
      if (System.nanoTime() > end) {
        throw new EnvironmentException(
            "no report came within " + PATIENCE.toSeconds() + " s; look at the gateway's log");
      }
      Thread.sleep(100);
    }
    return folder.files().get(0);
  }

  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException("the demo's servers didn't close", e);
      }
    }
  }
}
