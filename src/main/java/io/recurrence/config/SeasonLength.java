package io.recurrence.config;

import java.time.Duration;

/** A season in steps. */
final class SeasonLength {
  /** The longest season, lag or order, in steps. */
  static final int MAX_STEPS = 10_000;

  private SeasonLength() {}

  /** A season in steps, from steps or from a duration and the configured sampling step. */
  static int of(Section s, StageContext c) {
    String season = s.required("season", "a length in steps, such as 24, or in time, such as 1d");
    Duration duration = Scalar.duration(season);
    if (duration == null || season.isEmpty()) {
      return season.isEmpty() ? 2 : s.integer("season", 2, 2, MAX_STEPS);
    }
    long length = c.calendar().openOf(duration.toMillis());
    if (c.step() <= 0) {
      s.fault(
          "season",
          "was '"
              + season
              + "': a season in time needs the key 'step' of the pipeline, such as step: 1h");
    } else if (length % c.step() != 0 || length / c.step() < 2) {
      s.fault(
          "season",
          "was '"
              + season
              + "', which is not a whole number of steps of "
              + Duration.ofMillis(c.step()));
    } else if (length / c.step() > MAX_STEPS) {
      s.fault("season", "was '%s', which is more than %d steps".formatted(season, MAX_STEPS));
    } else {
      return (int) (length / c.step());
    }
    return 2;
  }
}
