package io.recurrence.evaluate;

/** The rows of a file as they stand in it. */
interface Rows extends AutoCloseable {

  /** Reads one more record of the file into {@code receiver}; false at its end. */
  boolean next(RowReceiver receiver);

  /** Whether the file says of each row whether it is anomalous. */
  default boolean hasLabels() {
    return false;
  }

  @Override
  void close();
}
