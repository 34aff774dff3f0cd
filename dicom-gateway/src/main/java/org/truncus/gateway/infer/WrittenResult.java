package org.truncus.gateway.infer;

import java.util.List;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.ResultRow;

/**
 * A result whose objects lie on the disk, but which the database doesn't know yet.
 *
 * @param row the result
 * @param outputs its objects
 */
record WrittenResult(ResultRow row, List<Output> outputs) {

  /**
   * An object.
   *
   * @param row without numbers
   * @param destinations that get it
   */
  record Output(OutputRow row, List<String> destinations) {}
}
