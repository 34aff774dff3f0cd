package org.truncus.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How work on a cell ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CellOutcome.Done.class, name = "done"),
  @JsonSubTypes.Type(value = CellOutcome.Stopped.class, name = "stopped"),
  @JsonSubTypes.Type(value = CellOutcome.Failed.class, name = "failed")
})
public sealed interface CellOutcome {

  /** Its result is in the store. */
  record Done() implements CellOutcome {}

  /** Stopped or paused with a checkpoint, to be gone on with. */
  record Stopped() implements CellOutcome {}

  /**
   * It has no result.
   *
   * @param reason for people
   * @param lasting whether another try would fail the same way: training diverged, an image is
   *     broken; not so where memory was short
   */
  record Failed(String reason, boolean lasting) implements CellOutcome {}
}
