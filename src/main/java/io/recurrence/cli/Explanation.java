package io.recurrence.cli;

import static io.recurrence.cli.SeriesMoment.instant;
import static io.recurrence.cli.SeriesMoment.number;
import static io.recurrence.cli.SeriesMoment.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Says why a record was flagged, or why it was not, from what the output topics hold. */
public final class Explanation {
  private static final int RECENT = 8; // values that are listed before the record
  private static final double MOST_ALARM_RATE = 0.01; // that detector.alarm-rate takes
  private static final double LEAST = 1e-6; // the smallest probability that is shown

  private final SeriesMoment moment;
  private final JsonNode record;
  private final double value;
  private final double lower;
  private final double upper;

  public Explanation(SeriesMoment moment) {
    this.moment = moment;
    this.record = moment.record();
    this.value = number(record, "value");
    this.lower = number(record, "lower_bound");
    this.upper = number(record, "upper_bound");
  }

  /** What happened and why, a sentence a line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s at %s: %s"
            .formatted(
                moment.series(),
                instant(time(record)),
                flagged() ? "anomaly, " + kind() : "not flagged"));
    lines.add(forecast());
    lines.add(rarity());
    lines.add(flagged() ? why() : "Why not: " + moment.feedback().quiet().orElseGet(this::whyNot));
    moment.feedback().text().ifPresent(lines::add);
    moment.onset().ifPresent(onset -> lines.add(incident(onset)));
    lines.addAll(earlierForecasts());
    lines.add(before());
    gaps().ifPresent(lines::add);
    return lines;
  }

  private boolean flagged() {
    return record.path("is_anomaly").asBoolean();
  }

  private String kind() {
    String severity = record.path("severity").asText("");
    return words(record.path("kind").asText())
        + (record.path("direction").asText("NONE").equals("NONE")
            ? ""
            : " (" + words(record.path("direction").asText()) + ")")
        + (severity.isEmpty() ? "" : ", severity " + words(severity));
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String forecast() {
    if (Double.isNaN(value)) {
      return "No value came.";
    }
    double expected = number(record, "expected_value");
    double width = upper - lower;
    if (Double.isNaN(expected)) {
      return "Value %s; nothing had been forecast for it.".formatted(NumberText.of(value, 0));
    }
    String side =
        value > upper
            ? "above it by " + NumberText.of(value - upper, width)
            : value < lower ? "below it by " + NumberText.of(lower - value, width) : "inside it";
    return "Value %s; forecast one step before %s, %.0f %% prediction interval %s: %s."
        .formatted(
            NumberText.of(value, width),
            NumberText.of(expected, width),
            100 * number(record, "confidence_level"),
            NumberText.interval(lower, upper),
            side);
  }

  private String rarity() {
    double score = number(record, "anomaly_score");
    return Double.isNaN(score)
        ? "It has no anomaly score."
        : "By itself and the few values before it: " + probability(1 - score) + ".";
  }

  /** A probability, and about one in how many values it is. */
  private static String probability(double p) {
    return p < LEAST
        ? "p < 0.000001, less than 1 in a million"
        : String.format(Locale.ROOT, "p = %s, about 1 in %,d", digits(p), Math.round(1 / p));
  }

  /** Two digits that are not 0. */
  private static String digits(double p) {
    return Double.isNaN(p)
        ? "unknown"
        : new BigDecimal(p).round(new MathContext(2)).toPlainString();
  }

  /** The alarm rate, by which records are flagged; NaN where it is not known. */
  private double threshold() {
    double p = 1 - number(record, "alarm_score");
    return flagged() && p > 0 && !moment.feedback().moments().isEmpty()
        ? Math.pow(p, 1 - number(record, "anomaly_grade")) // that it was flagged by
        : moment.spec().alarmRate((double) moment.step()) * moment.feedback().factor();
  }

  private String why() {
    return "Why: %s. It is flagged from p = %s on (detector.alarm-rate and alarm-every%s)."
        .formatted(
            record.path("reason").asText(),
            digits(threshold()),
            moment.feedback().moments().isEmpty() ? "" : ", and feedback");
  }

  private String whyNot() {
    String status = record.path("status").asText();
    String phase = record.path("incident").asText("NONE");
    double p = 1 - number(record, "anomaly_score");
    if (Double.isNaN(value)) {
      return "a missing value is not judged (state.silence reports series that stop).";
    }
    if (status.equals("WARMING_UP") || Double.isNaN(lower)) {
      return "the series was warming up; nothing is flagged before there is enough to compare with.";
    }
    if (phase.equals("END")) {
      return "it ended an incident; a return to normal is no anomaly. "
          + record.path("reason").asText();
    }
    if (phase.equals("ONSET") || phase.equals("ONGOING")) {
      return "it is in an incident that was reported; only what is rarer than its peak is flagged again.";
    }
    String threshold = digits(threshold());
    double alarm = 1 - number(record, "alarm_score");
    if (alarm < 1 && alarm > threshold()) {
      return "the series has not done such before, but with p = %s as an alarm it is above the alarm rate of %s; with detector.alarm-rate from %s on it would have been one."
          .formatted(digits(alarm), threshold, digits(alarm));
    }
    if (p > MOST_ALARM_RATE) {
      return "an ordinary value: its p is far above the alarm rate of %s.".formatted(threshold);
    }
    if (p > threshold()) {
      return "its p is above the alarm rate of %s; with detector.alarm-rate from %s on it could have been an anomaly."
          .formatted(threshold, digits(p));
    }
    return "rare by itself (alarm rate %s), but the series has done such before: an alarm is for a level, spread, error or repetition that it has not had. detector.minimum-deviation and detector.direction leave values out, too."
        .formatted(threshold);
  }

  private String incident(JsonNode onset) {
    double peak = number(record, "incident_peak");
    return "Incident: since %s (%s), highest score so far %s."
        .formatted(
            instant(time(onset)),
            words(onset.path("kind").asText()),
            Double.isNaN(peak) ? "unknown" : String.format(Locale.ROOT, "%.6g", peak));
  }

  /** What was forecast for this time earlier: the first, the middle and the last forecast. */
  private List<String> earlierForecasts() {
    List<JsonNode> all = moment.forecasts();
    if (all.isEmpty()) {
      return List.of("Earlier forecasts for this time: none on the topic.");
    }
    List<String> lines = new ArrayList<>(List.of("Earlier forecasts for this time:"));
    for (int i : new TreeSet<>(List.of(0, all.size() / 2, all.size() - 1))) {
      JsonNode forecast = all.get(i);
      int step = SeriesMoment.step(forecast, time(record));
      double low = forecast.path("lower_bound").path(step).asDouble();
      double high = forecast.path("upper_bound").path(step).asDouble();
      lines.add(
          "  %s, %d step%s before: %s (%s)%s"
              .formatted(
                  instant(time(forecast)),
                  step + 1,
                  step == 0 ? "" : "s",
                  NumberText.of(forecast.path("forecast_value").path(step).asDouble(), high - low),
                  NumberText.interval(low, high),
                  Double.isNaN(value)
                      ? ""
                      : low <= value && value <= high ? ": right" : ": wrong"));
    }
    return lines;
  }

  private String before() {
    List<JsonNode> all = moment.records();
    StringBuilder text = new StringBuilder("Values before:");
    for (JsonNode each : all.subList(Math.max(0, moment.at() - RECENT), moment.at())) {
      text.append(' ').append(NumberText.of(number(each, "value"), upper - lower));
      text.append(each.path("is_anomaly").asBoolean() ? "!" : "");
    }
    return moment.at() == 0
        ? "It is the first record of the series that the topic has."
        : text.toString();
  }

  /** Times between the records before it that are longer than usual. */
  private Optional<String> gaps() {
    long step = moment.step();
    int gaps = 0;
    long longest = 0;
    for (int i = Math.max(1, moment.at() - 100); i <= moment.at() && step > 0; i++) {
      long apart = time(moment.records().get(i)) - time(moment.records().get(i - 1));
      gaps += apart > 1.5 * step ? 1 : 0;
      longest = Math.max(longest, apart);
    }
    return gaps == 0
        ? Optional.empty()
        : Optional.of(
            "Gaps: %d among the 100 records before it, the longest of %s; records that came late or twice are in %s."
                .formatted(
                    gaps,
                    Duration.ofMillis(longest),
                    moment.spec().output().deadLetters().isEmpty()
                        ? "no topic (output.dead-letters)"
                        : moment.spec().output().deadLetters()));
  }
}
