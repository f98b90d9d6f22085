package io.recurrence.testing;

import io.recurrence.core.StepResult;
import java.util.ArrayList;
import java.util.List;

/** All that an output says, as a list that can be kept and compared bit for bit. */
public final class Snapshot {
  private Snapshot() {}

  /** Verdict, outcomes, features, and the forecast where there is one. */
  public static List<Object> of(StepResult out) {
    List<Object> all = new ArrayList<>(List.of(out.status(), out.time(), out.missing()));
    if (!out.missing()) {
      all.add(out.value());
    }
    if (out.expects()) {
      all.addAll(List.of(out.expected(), out.lower(), out.upper()));
    }
    all.addAll(List.of(out.verdict().score(), out.verdict().grade(), out.verdict().anomaly()));
    all.addAll(List.of(out.verdict().direction(), out.verdict().reason()));
    all.addAll(List.of(out.verdict().kind(), out.verdict().phase(), out.verdict().peak()));
    all.addAll(List.of(out.verdict().alarm(), out.coverage(), out.model()));
    for (int i = 0; i < out.outcomes(); i++) {
      all.addAll(List.of(out.outcomeSteps(i), out.outcomeForecast(i)));
      all.addAll(List.of(out.outcomeLower(i), out.outcomeUpper(i)));
    }
    for (int i = 0; i < out.features().length; i++) {
      all.add(out.feature(i));
    }
    if (out.forecasts()) {
      all.addAll(forecast(out));
    }
    return all;
  }

  /** The forecast alone. */
  public static List<Object> forecast(StepResult out) {
    List<Object> all = new ArrayList<>(List.of(out.model()));
    for (int k = 1; k <= out.horizon(); k++) {
      all.addAll(List.of(out.forecastTime(k), out.forecast(k), out.lower(k), out.upper(k)));
      for (int i = 0; i < out.levels().length; i++) {
        all.add(out.quantile(i, k));
      }
    }
    for (int i = 0; i < out.models().length; i++) {
      all.add(out.weight(i));
    }
    return all;
  }

  /** The path of the forecast. */
  public static double[] path(StepResult out) {
    return Signals.of(out.horizon(), k -> out.forecast(k + 1));
  }
}
