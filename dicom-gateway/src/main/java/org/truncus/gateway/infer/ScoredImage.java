package org.truncus.gateway.infer;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.model.Scores;

/**
 * An image of a study after a model had its chance.
 *
 * @param header up to the pixel data
 * @param objection why the model didn't see it; empty where it did
 * @param scores what the model said; empty where it didn't see the image
 */
public record ScoredImage(
    InstanceRow instance, DataSet header, Optional<Ineligible> objection, Optional<Scores> scores) {

  private static final Set<Ineligible> FAILED =
      EnumSet.of(Ineligible.UNDECODABLE, Ineligible.NOT_REACHED, Ineligible.QUARANTINED);

  /** Whether the model is meant for it, by its header. */
  public boolean eligible() {
    return objection.isEmpty() || FAILED.contains(objection.get());
  }
}
