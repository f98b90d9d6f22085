package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.State;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import io.recurrence.record.Feedback.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What people have said of the alarms of a series before a time, as the topic of feedback has it;
 * nobody knows whether they had said it when the record of that time was judged.
 *
 * @param moments false alarms and missed anomalies of earlier times, in their order
 * @param factor what the alarm rate is multiplied by because of these
 * @param window the maintenance or the mute that covers the time
 */
record GivenFeedback(List<Feedback> moments, double factor, Optional<Feedback> window) {
  /** Nothing was said. */
  static final GivenFeedback NONE = new GivenFeedback(List.of(), 1, Optional.empty());

  /** Reads it. */
  static GivenFeedback read(SeriesRecords topics, PipelineSpec spec, String series, long time) {
    if (spec.feedback().isEmpty()) {
      return NONE;
    }
    State state = spec.newPipeline().newState();
    List<Feedback> moments = new ArrayList<>();
    Map<String, Feedback> windows = new LinkedHashMap<>(); // what is said again replaces the end
    for (ConsumerRecord<byte[], byte[]> record : topics.all(spec.feedback())) {
      try {
        Feedback said = Feedback.read(record.value());
        if (said.kind().window() && said.concerns(series)) {
          windows.put("%s %d %s".formatted(said.kind(), said.from(), said.series()), said);
        } else if (said.concerns(series)
            && said.from() < time
            && state.feedback(said.kind() == Kind.MISSED, said.from())) {
          moments.add(said);
        }
      } catch (BadRecordException e) {
        // it is a dead letter, and of no series
      }
    }
    return new GivenFeedback(
        moments,
        state.alarmFactor(time),
        windows.values().stream()
            .filter(each -> each.from() <= time && time < each.to())
            .findFirst());
  }

  /** In words; empty where nothing was said. */
  Optional<String> text() {
    if (moments.isEmpty()) {
      return Optional.empty();
    }
    long missed = moments.stream().filter(each -> each.kind() == Kind.MISSED).count();
    return Optional.of(
        "Feedback on earlier moments: %d false, %d missed; for records that came after it the alarm rate is %.2g times the configured one."
            .formatted(moments.size() - missed, missed, factor));
  }

  /** Why the time was not judged; empty where it was. */
  Optional<String> quiet() {
    return window.map(
        each ->
            "%s of '%s' from %s to %s."
                .formatted(
                    each.kind() == Kind.MUTE ? "muted by feedback" : "left out for maintenance",
                    each.series(),
                    Instant.ofEpochMilli(each.from()),
                    Instant.ofEpochMilli(each.to())));
  }
}
