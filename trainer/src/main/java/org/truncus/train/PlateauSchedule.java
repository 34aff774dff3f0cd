package org.truncus.train;

/**
 * {@code plateau}: the rate falls by a factor once the validation loss has not improved for more
 * than {@code patience} epochs, and training ends when it has become too small.
 *
 * @param factor what the rate is multiplied by, in (0,1)
 * @param patience epochs without improvement that are borne before
 * @param threshold a validation loss improves where it is below the best × (1 − threshold)
 * @param minLr training ends when the rate falls below it
 */
public record PlateauSchedule(double factor, int patience, double threshold, double minLr)
    implements Schedule {

  static final String NAME = "plateau";

  /** Refuses values out of range. */
  public PlateauSchedule {
    Ranges.between("--factor", factor, 0, 1);
    Ranges.atLeast("--patience", patience, 0);
    Ranges.from("plateau threshold", threshold, 0, 1);
    Ranges.from("--min-lr", minLr, 0, 10);
  }

  /** Factor 0.5, patience 5, threshold 1e-4, minimum 1e-6: the published recipe. */
  public static PlateauSchedule standard() {
    return new PlateauSchedule(0.5, 5, 1e-4, 1e-6);
  }

  @Override
  public String text() {
    return NAME;
  }

  @Override
  public double rate(double lr, Plateau plateau, double done) {
    return plateau.lr();
  }

  @Override
  public Plateau after(Plateau plateau, double loss) {
    Double best = plateau.bestLoss();
    if (best == null || loss < best * (1 - threshold)) {
      return new Plateau(plateau.lr(), loss, 0);
    }
    if (plateau.waited() + 1 > patience) {
      return new Plateau(plateau.lr() * factor, best, 0);
    }
    return new Plateau(plateau.lr(), best, plateau.waited() + 1);
  }

  @Override
  public boolean exhausted(Plateau plateau) {
    return plateau.lr() < minLr;
  }

  @Override
  public PlateauSchedule withMinLr(double value) {
    return new PlateauSchedule(factor, patience, threshold, value);
  }

  @Override
  public PlateauSchedule withPatience(int value) {
    return new PlateauSchedule(factor, value, threshold, minLr);
  }

  @Override
  public PlateauSchedule withFactor(double value) {
    return new PlateauSchedule(value, patience, threshold, minLr);
  }
}
