package io.recurrence.sequence;

/** What a sequence of S symbols was turned into, T symbols without the end. */
public final class Translation {
  private final int[] symbols;
  private final float[][] attention;
  private final double logProbability;
  private final boolean complete;

  Translation(int[] symbols, float[][] attention, double logProbability, boolean complete) {
    this.symbols = symbols;
    this.attention = attention;
    this.logProbability = logProbability;
    this.complete = complete;
  }

  /** [T], the indices of the target symbols. */
  public int[] symbols() {
    return symbols.clone();
  }

  /**
   * How much source symbol s counted for target symbol t.
   *
   * @return [T][S], rows sum to 1; empty where the decoder has no attention
   */
  public float[][] attention() {
    float[][] copy = attention.clone();
    for (int t = 0; t < copy.length; t++) {
      copy[t] = copy[t].clone();
    }
    return copy;
  }

  /** ln p(target | source), in nats; that of the end with it where it came. */
  public double logProbability() {
    return logProbability;
  }

  /** Whether the end came within the longest target. */
  public boolean complete() {
    return complete;
  }
}
