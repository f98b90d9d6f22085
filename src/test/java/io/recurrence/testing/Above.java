package io.recurrence.testing;

import io.recurrence.core.Detector;
import io.recurrence.core.Expectation;
import io.recurrence.core.Verdict;

/** A detector of one's own: flags what is above a bound. Its memory counts the flags. */
public final class Above implements Detector {
  private final double bound;

  /** Flags values above the bound. */
  public Above(double bound) {
    this.bound = bound;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void step(double[] h, Expectation expected, double x, Verdict verdict) {
    if (x > bound) {
      h[0]++;
      verdict.flag(1, 1, Verdict.Kind.POINT, Verdict.Direction.ABOVE, "above " + bound);
    } else {
      verdict.normal(0);
    }
  }
}
