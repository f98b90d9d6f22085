package io.recurrence.testing;

import io.recurrence.core.StepResult;
import java.util.ArrayList;
import java.util.List;

/** All that an output says, as a list that can be kept and compared bit for bit. */
public final class Snapshot {
  private Snapshot() {}

  /** Verdict, outcomes, features, and the forecast where there is one. */
  public static List<Object> of(StepResult out) {
    List<Object> all =
        new ArrayList<>(List.of(out.judgement().status(), out.time(), !out.judgement().hasValue()));
    if (out.judgement().hasValue()) {
      all.add(out.judgement().value());
    }
    if (out.judgement().hasExpectation()) {
      all.addAll(
          List.of(out.judgement().expected(), out.judgement().lower(), out.judgement().upper()));
    }
    all.addAll(
        List.of(
            out.judgement().verdict().score(),
            out.judgement().verdict().grade(),
            out.judgement().verdict().anomaly()));
    all.addAll(List.of(out.judgement().verdict().direction(), out.judgement().verdict().reason()));
    all.addAll(
        List.of(
            out.judgement().verdict().kind(),
            out.judgement().verdict().phase(),
            out.judgement().verdict().peak()));
    all.addAll(
        List.of(
            out.judgement().verdict().alarm(), out.judgement().coverage(), out.forecast().model()));
    for (int i = 0; i < out.outcomes().count(); i++) {
      all.addAll(List.of(out.outcomes().steps(i), out.outcomes().forecast(i)));
      all.addAll(List.of(out.outcomes().lower(i), out.outcomes().upper(i)));
    }
    for (int i = 0; i < out.features().names().length; i++) {
      all.add(out.features().get(i));
    }
    if (out.forecast().made()) {
      all.addAll(forecast(out));
    }
    return all;
  }

  /** The forecast alone. */
  public static List<Object> forecast(StepResult out) {
    List<Object> all = new ArrayList<>(List.of(out.forecast().model()));
    for (int k = 1; k <= out.forecast().horizon(); k++) {
      all.addAll(
          List.of(
              out.forecast().time(k),
              out.forecast().mean(k),
              out.forecast().lower(k),
              out.forecast().upper(k)));
      for (int i = 0; i < out.forecast().levels().length; i++) {
        all.add(out.forecast().quantile(i, k));
      }
    }
    for (int i = 0; i < out.forecast().models().length; i++) {
      all.add(out.forecast().weight(i));
    }
    return all;
  }

  /** The path of the forecast. */
  public static double[] path(StepResult out) {
    return Signals.of(out.forecast().horizon(), k -> out.forecast().mean(k + 1));
  }
}
