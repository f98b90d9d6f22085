package io.recurrence.evaluate.benchmark;

/** Tells nobody; for work that takes no time worth showing. */
public final class Silent implements Progress {
  @Override
  public void begin(String part, long rows) {}

  @Override
  public void rows(long count) {}
}
