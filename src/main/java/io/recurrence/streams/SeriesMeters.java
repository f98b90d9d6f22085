package io.recurrence.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recurrence.config.SeriesPatterns;
import io.recurrence.core.Judgement;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The last value of chosen series, its prediction interval, and the forecast of the last step of
 * the horizon, as metrics: those alone that have the series as a label, so their number is bounded.
 * One for each task, whose series they are.
 */
final class SeriesMeters implements AutoCloseable {
  /** How many series of a task are shown at most. */
  static final int MOST = 200;

  /** What is shown of a series; NaN where there is none. */
  private static final class Shown {
    private double value = Double.NaN;
    private double expected = Double.NaN;
    private double lower = Double.NaN;
    private double upper = Double.NaN;
    private double incident;
    private double ahead = Double.NaN; // seconds from the last step to that which is forecast
    private double forecast = Double.NaN;
    private double forecastLower = Double.NaN;
    private double forecastUpper = Double.NaN;

    void set(Judgement judgement) {
      value = judgement.hasValue() ? judgement.value() : Double.NaN;
      expected = judgement.hasExpectation() ? judgement.expected() : Double.NaN;
      lower = judgement.hasExpectation() ? judgement.lower() : Double.NaN;
      upper = judgement.hasExpectation() ? judgement.upper() : Double.NaN;
      Verdict.Phase phase = judgement.verdict().phase();
      incident = phase == Verdict.Phase.ONSET || phase == Verdict.Phase.ONGOING ? 1 : 0;
    }

    void set(SeriesForecast made) {
      int last = made.horizon();
      ahead = (made.time(last) - made.time()) / 1e3;
      forecast = made.mean(last);
      forecastLower = made.lower(last);
      forecastUpper = made.upper(last);
    }
  }

  private final MeterRegistry registry;
  private final String pipeline;
  private final boolean any;
  private final Predicate<String> chosen;
  private final Map<String, Shown> shown = new HashMap<>();
  private final List<Meter> meters = new ArrayList<>();

  SeriesMeters(MeterRegistry registry, String pipeline, SeriesPatterns chosen) {
    this.registry = registry;
    this.pipeline = pipeline;
    this.any = !chosen.patterns().isEmpty();
    this.chosen = chosen.matcher();
  }

  /** One step of a series has been made. */
  void step(String series, StepResult out) {
    if (!any) {
      return;
    }
    Shown one = shown.get(series);
    if (one == null) {
      if (shown.size() == MOST || !chosen.test(series)) {
        return;
      }
      one = open(series);
    }
    one.set(out.judgement());
    if (out.forecast().made() && out.forecast().timed()) {
      one.set(out.forecast());
    }
  }

  private Shown open(String series) {
    Shown one = new Shown();
    shown.put(series, one);
    gauge("value", "The last value", series, one, s -> s.value);
    gauge("expected", "What was expected of it one step before", series, one, s -> s.expected);
    gauge("lower", "The lower bound of its interval", series, one, s -> s.lower);
    gauge("upper", "The upper bound of its interval", series, one, s -> s.upper);
    gauge("incident", "1 while an incident is open", series, one, s -> s.incident);
    gauge("forecast", "The forecast of the last step of the horizon", series, one, s -> s.forecast);
    gauge("forecast.lower", "Its lower bound", series, one, s -> s.forecastLower);
    gauge("forecast.upper", "Its upper bound", series, one, s -> s.forecastUpper);
    gauge("forecast.ahead.seconds", "How far ahead that is", series, one, s -> s.ahead);
    return one;
  }

  private void gauge(
      String name, String text, String series, Shown one, ToDoubleFunction<Shown> value) {
    meters.add(
        Gauge.builder("recurrence.series." + name, one, value)
            .description(text)
            .tag("pipeline", pipeline)
            .tag("series", series)
            .strongReference(true)
            .register(registry));
  }

  /** The series are another task's. */
  @Override
  public void close() {
    meters.forEach(registry::remove);
    meters.clear();
    shown.clear();
  }
}
