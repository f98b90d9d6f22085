package io.recurrence.config;

import io.recurrence.core.Judgement;
import io.recurrence.core.Memories;
import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;

/**
 * A result and a state whose numbers are finite, whose scores are shares, whose bounds enclose the
 * mean and whose quantiles ascend.
 */
final class SoundResult {
  private SoundResult() {}

  /** Whether it is; without a repair. */
  static boolean holds(State state, StepResult out) {
    Judgement judgement = out.judgement();
    Verdict verdict = judgement.verdict();
    boolean sound = share(verdict.score()) && share(verdict.grade()) && share(verdict.alarm());
    sound &= Memories.finite(state) && out.repaired().isEmpty();
    sound &=
        !judgement.hasExpectation()
            || ascending(judgement.lower(), judgement.expected(), judgement.upper());
    OutcomeBatch outcomes = out.outcomes();
    for (int i = 0; i < outcomes.count(); i++) {
      sound &= finite(outcomes.forecast(i), outcomes.lower(i), outcomes.upper(i));
    }
    for (int i = 0; i < out.features().names().length; i++) {
      sound &= finite(out.features().get(i));
    }
    SeriesForecast forecast = out.forecast();
    for (int i = 0; i < forecast.models().length; i++) {
      sound &= share(forecast.weight(i));
    }
    for (int k = 1; k <= forecast.horizon() && forecast.made(); k++) {
      double lower = forecast.lower(k);
      double upper = forecast.upper(k);
      sound &= ascending(lower, forecast.mean(k), upper);
      sound &=
          ascending(
              lower,
              forecast.quantile(0, k),
              forecast.quantile(1, k),
              forecast.quantile(2, k),
              upper);
    }
    return sound;
  }

  private static boolean ascending(double... numbers) {
    boolean ascending = finite(numbers);
    for (int i = 1; i < numbers.length; i++) {
      ascending &= numbers[i - 1] <= numbers[i];
    }
    return ascending;
  }

  private static boolean share(double x) {
    return x >= 0 && x <= 1;
  }

  private static boolean finite(double... numbers) {
    boolean finite = true;
    for (double number : numbers) {
      finite &= Double.isFinite(number);
    }
    return finite;
  }
}
