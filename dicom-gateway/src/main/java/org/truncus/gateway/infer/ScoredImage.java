package org.truncus.gateway.infer;

import java.util.Optional;
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

  /** Whether the model is meant for it, by its header. */
  public boolean eligible() {
    return objection.isEmpty() || objection.get() == Ineligible.UNDECODABLE;
  }
}
