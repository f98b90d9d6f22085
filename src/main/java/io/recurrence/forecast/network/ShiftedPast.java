package io.recurrence.forecast.network;

import io.recurrence.core.Past;

/** A window as it stood some steps ago, as far as what is kept of it reaches. */
final class ShiftedPast implements Past {
  private Past past;
  private int kept;
  private int ago;

  ShiftedPast(Past past) {
    this.past = past;
  }

  /**
   * The window without its newest {@code ago} values.
   *
   * @param kept how many values are looked at in all, the newest among them
   */
  ShiftedPast of(Past past, int kept, int ago) {
    this.past = past;
    this.kept = kept;
    this.ago = ago;
    return this;
  }

  @Override
  public int length() {
    return kept - ago;
  }

  @Override
  public double back(int k) {
    return past.back(k + ago);
  }

  @Override
  public long index() {
    return past.index() - ago;
  }

  @Override
  public long time() {
    return past.time() - ago * past.step();
  }

  @Override
  public long step() {
    return past.step();
  }
}
