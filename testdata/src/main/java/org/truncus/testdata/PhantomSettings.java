package org.truncus.testdata;

/**
 * What to make.
 *
 * @param patients number of patients, at least 1
 * @param imagesPerPatient images of each patient, 1 to 99; the first is always frontal
 * @param size longer side of every image in pixels, 32 to 4096
 * @param varyShape whether the shorter side varies from image to image, as real ones do; otherwise
 *     images are square
 * @param laterals probability that an image after the first is a lateral view, [0,1]
 * @param seed of everything
 * @param prevalence how often each finding occurs
 */
public record PhantomSettings(
    int patients,
    int imagesPerPatient,
    int size,
    boolean varyShape,
    double laterals,
    long seed,
    Prevalence prevalence) {

  /** Checks the bounds given above; throws {@link IllegalArgumentException} naming the value. */
  public PhantomSettings {
    require(patients >= 1, "patients must be at least 1, found " + patients);
    require(
        imagesPerPatient >= 1 && imagesPerPatient <= 99,
        "imagesPerPatient must be 1 to 99, found " + imagesPerPatient);
    require(size >= 32 && size <= 4096, "size must be 32 to 4096 pixels, found " + size);
    require(laterals >= 0 && laterals <= 1, "laterals must be in [0,1], found " + laterals);
    require(prevalence != null, "prevalence is missing");
  }

  /**
   * One or more images a patient, 256 pixels, varying shape, half of the further images lateral.
   */
  public static PhantomSettings of(int patients, int imagesPerPatient, long seed) {
    return new PhantomSettings(
        patients, imagesPerPatient, 256, true, 0.5, seed, Prevalence.standard());
  }

  /** The same settings with another longer side. */
  public PhantomSettings withSize(int pixels) {
    return new PhantomSettings(
        patients, imagesPerPatient, pixels, varyShape, laterals, seed, prevalence);
  }

  /** The same settings with square images, or with images of varying shape. */
  public PhantomSettings withVaryShape(boolean vary) {
    return new PhantomSettings(patients, imagesPerPatient, size, vary, laterals, seed, prevalence);
  }

  /** The same settings with another share of laterals. */
  public PhantomSettings withLaterals(double probability) {
    return new PhantomSettings(
        patients, imagesPerPatient, size, varyShape, probability, seed, prevalence);
  }

  /** The same settings with other prevalences. */
  public PhantomSettings withPrevalence(Prevalence other) {
    return new PhantomSettings(patients, imagesPerPatient, size, varyShape, laterals, seed, other);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
