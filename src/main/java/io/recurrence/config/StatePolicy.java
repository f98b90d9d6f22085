package io.recurrence.config;

import io.recurrence.forecast.mixture.Tier;
import java.time.Duration;

/**
 * How states are kept.
 *
 * @param tier how much the mixture may remember of a series
 * @param onChange what becomes of a stored state when the pipeline has got another shape
 * @param damaged what becomes of a stored state, or its records since, that cannot be read
 * @param idle after how long without a record a series is forgotten; zero for never
 * @param maxSeries how many series a partition may have; 0 for no limit
 * @param silence after how long without a record a series is reported silent; zero for never
 */
public record StatePolicy(
    Tier tier, OnChange onChange, Damaged damaged, int maxSeries, Duration idle, Duration silence) {
  private static final int MOST_SERIES = 1_000_000;

  /** What becomes of a stored state that cannot be read. */
  public enum Damaged {
    /** The application stops. */
    REFUSE,
    /** The series starts afresh. */
    RESET
  }

  /** What becomes of a stored state when the pipeline has got another shape. */
  public enum OnChange {
    /** Stages that agree by name and size are kept; the others start afresh. */
    CARRY_OVER,
    /** The series starts afresh. */
    RESET,
    /** The application stops. */
    REFUSE
  }

  static StatePolicy read(Section s) {
    StatePolicy policy =
        new StatePolicy(
            s.choice(s.has("type") ? "type" : "tier", Tier.MEDIUM),
            s.choice("on-change", OnChange.CARRY_OVER),
            s.choice("damaged", Damaged.REFUSE),
            s.integer("max-series", MOST_SERIES, 0, Integer.MAX_VALUE),
            s.duration("idle", Duration.ZERO, false),
            s.duration("silence", Duration.ZERO, false));
    s.done();
    return policy;
  }
}
