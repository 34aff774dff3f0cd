package org.truncus.model;

import java.util.Locale;
import java.util.Optional;
import org.truncus.net.CpuFeatures;
import org.truncus.net.Devices;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.EnvironmentException;
import org.truncus.train.Precision;

/** Chooses the form that a package is run in. */
final class FormChoice {

  private FormChoice() {}

  /**
   * The form of the wanted precision.
   *
   * @throws UnsupportedPackageException where the package has no golden vectors or no such form
   * @throws EnvironmentException where this machine can't run it
   */
  static Form of(ModelPackage model, ExecutionOptions options) {
    Assurance assurance = model.manifest().assurance();
    if (assurance == null || assurance.goldenVectors() < 1) {
      throw new UnsupportedPackageException(
          model.folder(),
          "the package has no golden vectors, so that nothing shows that it computes here what it"
              + " did at export; export the run again");
    }
    Precision precision = Precision.named(options.precision().name().toLowerCase(Locale.ROOT));
    Form form =
        assurance
            .form(precision)
            .orElseThrow(
                () ->
                    new UnsupportedPackageException(
                        model.folder(), "the package has no " + precision.text() + " form"));
    if (!form.available()) {
      throw new UnsupportedPackageException(
          model.folder(),
          "the "
              + precision.text()
              + " form was not measured at export: "
              + form.reason()
              + "; use --precision fp32, or export on a machine that has it");
    }
    if (precision == Precision.BF16) {
      checkMachine(options);
    }
    return form;
  }

  private static void checkMachine(ExecutionOptions options) {
    Optional<String> objection = CpuFeatures.ofThisMachine().bf16Objection();
    if (objection.isPresent()) {
      throw new EnvironmentException(
          "bf16 can't be used here: " + objection.get() + "; use --precision fp32");
    }
    boolean gpu =
        options.device() == ExecutionOptions.Device.GPU
            || (options.device() == ExecutionOptions.Device.AUTO && Devices.hasGpu());
    if (gpu) {
      throw new EnvironmentException(
          "bf16 is measured for the CPU only; use --device cpu or --precision fp32");
    }
  }
}
