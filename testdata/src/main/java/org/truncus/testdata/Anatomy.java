package org.truncus.testdata;

import java.util.ArrayList;
import java.util.List;

/**
 * The body of one patient: sizes in cm which every image of the patient shares, and the size and
 * place of the findings.
 *
 * @param female breasts, a smaller frame
 * @param age years; older bones are paler, aortas wider
 * @param scale size of the frame, 1 for a middling man
 * @param habitus soft tissue over the ribs, cm
 * @param cage inner half width of the rib cage, cm
 * @param height from the apex to the top of the right diaphragm dome at full inspiration, cm
 * @param ratio cardiothoracic ratio, transverse heart over inner thorax
 * @param bone contrast of bone, 1 is middling
 * @param knob radius of the aortic knob, cm
 * @param leftDome how much lower the left dome stands, cm
 * @param ribTilt slope of the ribs
 * @param scoliosis sideways bow of the spine, cm
 * @param bubble radius of the gas in the stomach, cm
 * @param sulcus natural blunting of the costophrenic angles [right, left], cm
 * @param opacities lesions; empty for none, yet faint harmless ones may be among them
 * @param fluid height of an effusion, or of a pleural scar that looks alike, over the costophrenic
 *     angle, cm; 0 for none
 * @param fluidLeft the side of the effusion
 * @param key of all further draws (vessels, textures)
 */
record Anatomy(
    boolean female,
    int age,
    double scale,
    double habitus,
    double cage,
    double height,
    double ratio,
    double bone,
    double knob,
    double leftDome,
    double ribTilt,
    double scoliosis,
    double bubble,
    List<Double> sulcus,
    List<Lesion> opacities,
    double fluid,
    boolean fluidLeft,
    long key) {

  /**
   * A blob in a lung.
   *
   * @param x cm from the midline
   * @param y cm below the apices
   * @param depth cm behind the middle of the chest
   * @param radius cm
   * @param strength attenuation added at its middle
   * @param stretch ratio of its axes
   */
  record Lesion(double x, double y, double depth, double radius, double strength, double stretch) {}

  /** Draws the body of a patient. */
  static Anatomy of(long seed, PhantomPatient patient) {
    Draw body = Draw.of(seed, patient.index(), 0xB0D7);
    Draw disease = Draw.of(seed, patient.index(), 0xF1D);
    boolean female = patient.sex().equals("F");
    double scale = body.normal(female ? 0.92 : 1.0, 0.035, 0.8, 1.12);
    double habitus = body.logNormal(female ? 2.3 : 2.1, 0.3, 1.0, 5.0);
    double cage = scale * body.normal(13.4, 0.45, 12, 15);
    double height = scale * body.normal(20.5, 1.0, 17.5, 23.5);
    double bone = body.normal(female ? 0.92 : 1.0, 0.1, 0.65, 1.35) - 0.003 * (patient.age() - 50);
    double knob = 1.35 + 0.008 * (patient.age() - 50) + body.normal(0, 0.12, -0.3, 0.3);
    boolean enlarged = patient.has(Finding.CARDIOMEGALY);
    double ratio =
        enlarged
            ? disease.normal(0.542, 0.038, 0.47, 0.68)
            : disease.normal(0.447, 0.036, 0.36, 0.54);
    double fluid = fluid(patient.has(Finding.EFFUSION), disease);
    return new Anatomy(
        female,
        patient.age(),
        scale,
        habitus,
        cage,
        height,
        ratio,
        bone,
        knob,
        body.normal(1.2, 0.5, -0.3, 2.6),
        body.normal(0.12, 0.05, 0.0, 0.25),
        body.normal(0, 0.35, -1, 1),
        body.chance(0.6) ? body.uniform(1.2, 2.8) : 0,
        List.of(body.logNormal(0.25, 0.8, 0, 1.3), body.logNormal(0.25, 0.8, 0, 1.3)),
        lesions(patient.has(Finding.OPACITY), disease, cage, height),
        fluid,
        disease.chance(0.5),
        Draw.of(seed, patient.index(), 0xDEE9).below(Integer.MAX_VALUE));
  }

  /** Height of fluid; a scarred pleura looks like a little of it, and is no finding. */
  private static double fluid(boolean present, Draw draw) {
    if (present) {
      return 0.6 + draw.logNormal(2.2, 0.6, 0.2, 8.5);
    }
    return draw.chance(0.3) ? draw.uniform(0.5, 2.0) : 0;
  }

  private static List<Lesion> lesions(boolean present, Draw draw, double cage, double height) {
    List<Lesion> lesions = new ArrayList<>();
    if (present) {
      int count = draw.chance(0.6) ? 1 : 2 + draw.below(2);
      for (int i = 0; i < count; i++) {
        double strength = draw.logNormal(i == 0 ? 0.54 : 0.32, 0.48, 0.1, 1.2);
        lesions.add(lesion(draw, cage, height, draw.logNormal(2.7, 0.3, 1.3, 4.8), strength));
      }
    } else if (draw.chance(0.3)) { // a scar, a nipple, a vessel end on: no finding
      lesions.add(lesion(draw, cage, height, draw.uniform(0.6, 2.8), draw.uniform(0.06, 0.34)));
    }
    return lesions;
  }

  private static Lesion lesion(
      Draw draw, double cage, double height, double radius, double strength) {
    double y = draw.uniform(0.18, 0.9) * height;
    double reach = cage * Math.min(0.78, 0.5 + 0.03 * y);
    double x = draw.sign() * draw.uniform(4.2, Math.max(5.0, reach));
    return new Lesion(x, y, draw.uniform(-5, 5), radius, strength, draw.uniform(0.75, 1.35));
  }
}
