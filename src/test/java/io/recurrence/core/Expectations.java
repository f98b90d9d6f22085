package io.recurrence.core;

/** Expectations to test detectors with. */
public final class Expectations {
  private Expectations() {}

  /** Nothing is expected of the value that comes after {@code count} others. */
  public static Expectation nothing(long count, long paceMillis) {
    Expectation expected = new Expectation();
    expected.none(count, paceMillis);
    return expected;
  }

  /** The same where people have said what they think of alarms. */
  public static Expectation withAlarmFactor(double factor, Expectation expected) {
    expected.setAlarmFactor(factor);
    return expected;
  }

  /** A uniform distribution is expected. */
  public static Expectation between(double lower, double upper, long count, long paceMillis) {
    Expectation expected = nothing(count, paceMillis);
    expected.set((lower + upper) / 2, level -> lower + level * (upper - lower));
    return expected;
  }

  /** One value is expected for certain. */
  public static Expectation of(double mean, long count, long paceMillis) {
    Expectation expected = nothing(count, paceMillis);
    expected.set(mean, level -> mean);
    return expected;
  }
}
