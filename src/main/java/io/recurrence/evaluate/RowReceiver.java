package io.recurrence.evaluate;

/** Receives the rows of a file. */
public interface RowReceiver {

  /** Takes one row. */
  void row(Row row);

  /**
   * Takes a row that cannot be read; the file is refused with it, unless this says otherwise.
   *
   * @param row what can be read of it
   */
  default void refused(Row row, InputException fault) {
    throw fault;
  }
}
