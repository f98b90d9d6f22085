package io.recurrence.evaluate;

/** In which order rows are read. */
public enum RowOrder {
  AS_WRITTEN,
  /** From the end of the file. */
  NEWEST_FIRST,
  SORTED
}
