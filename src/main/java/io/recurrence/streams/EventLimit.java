package io.recurrence.streams;

import io.recurrence.core.LimitCrossing;
import io.recurrence.core.PublicApi;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.Verdict.Direction;
import java.util.OptionalLong;

/**
 * What a forecast says of a limit that the specification has it watched for.
 *
 * @param above whether it is an upper limit, rather than a lower one
 * @param limit in the unit of the series
 * @param time of the first step whose median lies beyond it, in milliseconds since 1970; empty
 *     where none does
 * @param probability of the step that is the likeliest to lie beyond it, in [0, 1]
 */
@PublicApi
public record EventLimit(boolean above, double limit, OptionalLong time, double probability) {

  static EventLimit of(SeriesForecast forecast, LimitCrossing crossing) {
    return new EventLimit(
        crossing.direction() == Direction.ABOVE,
        crossing.limit(),
        crossing.step() > 0
            ? OptionalLong.of(forecast.time(crossing.step()))
            : OptionalLong.empty(),
        crossing.probability());
  }
}
