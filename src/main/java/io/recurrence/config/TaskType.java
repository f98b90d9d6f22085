package io.recurrence.config;

import io.recurrence.core.EventResult.Kind;
import java.util.List;
import java.util.Locale;

/** What a pipeline can be asked. */
enum TaskType {
  FORECAST(false, Kind.NONE),
  SYMBOLS(true, Kind.SYMBOL),
  CLASSIFY(false, Kind.CLASS),
  LABEL(false, Kind.LABEL),
  TRANSLATE(true, Kind.TRANSLATION);

  private final boolean texts;
  private final Kind result;

  TaskType(boolean texts, Kind result) {
    this.texts = texts;
    this.result = result;
  }

  /** What its results are. */
  Kind result() {
    return result;
  }

  /** Whether its records bring texts, rather than numbers. */
  boolean texts() {
    return texts;
  }

  /** As it is written in a specification. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The keys of outputs that it does not write. */
  List<String> unwritten() {
    return switch (this) {
      case FORECAST -> List.of("results");
      case SYMBOLS ->
          List.of(
              "incidents",
              "groups",
              "forecasts",
              "outcomes",
              "features",
              "layout",
              "missing-steps",
              "metrics");
      default ->
          List.of(
              "anomalies",
              "incidents",
              "groups",
              "forecasts",
              "outcomes",
              "features",
              "layout",
              "missing-steps",
              "metrics");
    };
  }
}
