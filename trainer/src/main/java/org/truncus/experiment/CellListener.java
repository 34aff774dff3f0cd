package org.truncus.experiment;

/** Is told how cells come along, by one thread at a time. */
public interface CellListener {

  /** Work on a cell begins. */
  void started(Cell cell);

  /**
   * Where a running cell stands.
   *
   * @param text such as {@code epoch 3/20 12/40, loss 0.412}
   */
  void at(Cell cell, String text);

  /** Work on a cell has ended. */
  void ended(Cell cell, CellOutcome outcome);

  /** Isn't interested. */
  static CellListener silent() {
    return new CellListener() {
      @Override
      public void started(Cell cell) {}

      @Override
      public void at(Cell cell, String text) {}

      @Override
      public void ended(Cell cell, CellOutcome outcome) {}
    };
  }
}
