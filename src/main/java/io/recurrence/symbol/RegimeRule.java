package io.recurrence.symbol;

/**
 * When the regime of a series is said to change: once another state has had at least this
 * probability for so many values in a row. A value that fits none well changes nothing.
 *
 * @param probability in (0.5, 1)
 * @param hold in values, at least 1
 */
public record RegimeRule(double probability, int hold) {
  /** Nine in ten, three values in a row. */
  public static final RegimeRule DEFAULT = new RegimeRule(0.9, 3);

  static final int SIZE = 5;

  private static final int STATES = 0; // how many there were; 0 before the first value
  private static final int REGIME = 1;
  private static final int RIVAL = 2;
  private static final int HELD = 3; // values in a row for the rival
  private static final int CHANGED = 4; // whether the newest value changed the regime

  /**
   * @throws IllegalArgumentException where a setting is outside its range
   */
  public RegimeRule {
    if (!(probability > 0.5 && probability < 1)) {
      throw new IllegalArgumentException("probability must be in (0.5, 1), not " + probability);
    }
    if (hold < 1) {
      throw new IllegalArgumentException("hold must be at least 1, not " + hold);
    }
  }

  /** Another number of states is another list of regimes: it begins without a change. */
  void step(double[] h, int at, int states, int likeliest, double p) {
    h[at + CHANGED] = 0;
    if (h[at + STATES] != states) {
      h[at + STATES] = states;
      h[at + REGIME] = likeliest;
      h[at + HELD] = 0;
    }
    if (likeliest == h[at + REGIME] || p < probability) {
      h[at + HELD] = 0;
      return;
    }
    h[at + HELD] = h[at + HELD] > 0 && h[at + RIVAL] == likeliest ? h[at + HELD] + 1 : 1;
    h[at + RIVAL] = likeliest;
    if (h[at + HELD] >= hold) {
      h[at + REGIME] = likeliest;
      h[at + HELD] = 0;
      h[at + CHANGED] = 1;
    }
  }

  void miss(double[] h, int at) {
    h[at + CHANGED] = 0;
  }

  int regime(double[] h, int at) {
    return (int) h[at + REGIME];
  }

  boolean changed(double[] h, int at) {
    return h[at + CHANGED] == 1;
  }
}
