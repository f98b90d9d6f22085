package io.recurrence.record;

import io.recurrence.core.EventResult;
import io.recurrence.core.Judgement;
import io.recurrence.core.Verdict;

/** Writes what a task on symbols and sequences gives, but for what all results have. */
final class ResultFields {
  private final RecordSink sink;

  ResultFields(RecordSink sink) {
    this.sink = sink;
  }

  static RecordKind kind(EventResult result) {
    return switch (result.kind()) {
      case SYMBOL -> RecordKind.SYMBOL;
      case LABEL -> RecordKind.LABEL;
      case CLASS -> result.source().isEmpty() ? RecordKind.CLASS : RecordKind.TEXT_CLASS;
      case TRANSLATION -> RecordKind.TRANSLATION;
      case NONE -> throw new IllegalArgumentException("there is no result");
    };
  }

  void write(Judgement judgement, EventResult result) {
    sink.whole(RecordField.TIMESTAMP, judgement.time());
    switch (result.kind()) {
      case SYMBOL -> symbol(result, judgement.verdict());
      case LABEL -> label(result);
      case CLASS -> {
        if (result.source().isEmpty()) {
          sequence(result);
        } else {
          text(result);
        }
      }
      default -> translation(result);
    }
  }

  private void symbol(EventResult result, Verdict verdict) {
    sink.text(RecordField.SYMBOL, result.source());
    sink.text(RecordField.EXPECTED_SYMBOL, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.exact(RecordField.SURPRISE, result.surprise());
    sink.share(RecordField.ANOMALY_SCORE, verdict.score());
    sink.flag(RecordField.IS_ANOMALY, verdict.anomaly());
    sink.text(RecordField.REASON, verdict.reason());
    sink.exact(RecordField.ENTROPY, result.entropy());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
  }

  private void label(EventResult result) {
    sink.whole(RecordField.LABELLED_TIMESTAMP, result.start());
    sink.text(RecordField.LABEL, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
    sink.flag(RecordField.CHANGED, result.mark());
    sink.exact(RecordField.DURATION, result.duration() == 0 ? Double.NaN : result.duration());
  }

  private void sequence(EventResult result) {
    sink.whole(RecordField.WINDOW_START, result.start());
    sink.whole(RecordField.RECORDS, result.length());
    sink.flag(RecordField.ENDED, result.mark());
    sink.text(RecordField.CLASS, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
  }

  private void text(EventResult result) {
    sink.text(RecordField.SOURCE, result.source());
    sink.text(RecordField.CLASS, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
    sink.matrix(RecordField.COURSE, result.course());
  }

  private void translation(EventResult result) {
    sink.text(RecordField.SOURCE, result.source());
    sink.text(RecordField.TRANSLATION, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.flag(RecordField.COMPLETE, result.mark());
    sink.matrix(RecordField.ATTENTION, result.attention());
  }
}
