package io.recurrence.streams;

import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.PublicApi;

/**
 * An earlier forecast for the time of an event, whose value has come by now.
 *
 * @param step how many steps ahead it was, counted from 1
 * @param forecast the expected value
 * @param lower the lower bound of its prediction interval
 * @param upper the upper bound of its prediction interval
 * @param covered whether the value lies in the interval
 * @param networkVersion that of the trained weights behind it; empty where there were none
 */
@PublicApi
public record EventOutcome(
    int step, double forecast, double lower, double upper, boolean covered, String networkVersion) {

  static EventOutcome of(OutcomeBatch outcomes, int i) {
    return new EventOutcome(
        outcomes.steps(i),
        outcomes.forecast(i),
        outcomes.lower(i),
        outcomes.upper(i),
        outcomes.covered(i),
        outcomes.networkVersion(i));
  }
}
