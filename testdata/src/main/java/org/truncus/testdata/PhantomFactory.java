package org.truncus.testdata;

import java.util.EnumSet;
import java.util.Set;

/**
 * Makes patients and their images: each a function of (seed, patient index, image index), whatever
 * the order and the thread. May be shared between threads.
 */
public final class PhantomFactory {
  private static final String[] SITES = {"north", "river", "hill"};
  private final PhantomSettings settings;
  private final NoiseTile noise;

  /** Draws the noise which all images share; no other state. */
  public PhantomFactory(PhantomSettings settings) {
    this.settings = settings;
    this.noise = new NoiseTile(settings.seed());
  }

  /** What this factory makes. */
  public PhantomSettings settings() {
    return settings;
  }

  /**
   * Patient i.
   *
   * @throws IndexOutOfBoundsException if i is negative or not below the number of patients
   */
  public PhantomPatient patient(int i) {
    java.util.Objects.checkIndex(i, settings.patients());
    Draw draw = Draw.of(settings.seed(), i, 0x9A71);
    String sex = draw.chance(0.5) ? "F" : "M";
    int age = (int) Math.round(draw.normal(Prevalence.MEAN_AGE, 16, 20, 89));
    String site = SITES[draw.below(SITES.length)];
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    for (Finding finding : Finding.values()) {
      if (draw.chance(settings.prevalence().at(finding, age))) {
        findings.add(finding);
      }
    }
    return new PhantomPatient(i, "PH-%06d".formatted(i + 1), sex, age, site, findings);
  }

  /**
   * Image j of patient i; the first is frontal, a later one may be lateral.
   *
   * @throws IndexOutOfBoundsException if an index is out of the settings' range
   */
  public PhantomImage image(int i, int j) {
    java.util.Objects.checkIndex(j, settings.imagesPerPatient());
    PhantomPatient patient = patient(i);
    Draw draw = Draw.of(settings.seed(), i, j, 0x13A6E);
    boolean lateral = draw.chance(settings.laterals()) && j > 0;
    boolean antero = draw.chance(0.25);
    int[] shape = shape(draw);
    Anatomy body = Anatomy.of(settings.seed(), patient);
    Canvas canvas = canvas(draw, shape[0], shape[1], body, lateral);
    float[] map =
        lateral
            ? new LateralView(body, noise, draw).attenuation(canvas)
            : new FrontalView(body, noise, draw, antero).attenuation(canvas);
    Fixtures.add(map, shape[0], shape[1], draw, lateral);
    Station station = Station.at(patient.site());
    short[] pixels = new Detector(noise, draw, station.bits()).expose(map, shape[0], shape[1]);
    if (station.monochrome1()) {
      invert(pixels, station.bits());
    }
    return new PhantomImage(
        patient,
        j,
        lateral ? "LL" : antero ? "AP" : "PA",
        shape[0],
        shape[1],
        pixels,
        station.bits(),
        station.monochrome1(),
        canvas.pitch() * 10);
  }

  private int[] shape(Draw draw) {
    int size = settings.size();
    double kind = draw.uniform(0, 1);
    int shorter = (int) Math.round(size * draw.uniform(0.8, 0.98));
    if (!settings.varyShape() || kind < 0.3) {
      return new int[] {size, size};
    }
    return kind < 0.75 ? new int[] {shorter, size} : new int[] {size, shorter};
  }

  private static Canvas canvas(Draw draw, int width, int height, Anatomy body, boolean lateral) {
    double zoom = draw.normal(1, 0.05, 0.88, 1.13) * (0.35 + 0.65 * body.scale());
    double pitch = (lateral ? 33.5 : 35.5) * zoom / Math.sqrt((double) width * height);
    double angle = draw.normal(0, 0.022, -0.06, 0.06);
    double x = draw.normal(0, 1.0, -2.4, 2.4);
    double y = draw.normal(12.8, 1.1, 10, 15.5);
    return Canvas.centred(width, height, lateral ? x * 0.6 : x, y * body.scale(), pitch, angle);
  }

  private static void invert(short[] pixels, int bits) {
    int maximum = (1 << bits) - 1;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) (maximum - (pixels[i] & 0xFFFF));
    }
  }
}
