package io.recurrence.generate;

/** An endless source of records, the same for the same seed. */
public interface Generator {

  /** The next record; over all series, times never fall. */
  Sample next();
}
