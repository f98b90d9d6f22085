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
 * What people had said of the alarms of a series by a time, as the topic of feedback has it.
 *
 * @param moments false alarms and missed anomalies, in their order
 * @param unread records that say nothing that can be used
 * @param factor what the alarm rate is multiplied by because of these
 * @param window the maintenance or the mute that covers the time
 */
record GivenFeedback(List<Feedback> moments, int unread, double factor, Optional<Feedback> window) {
  /** Nothing was said. */
  static final GivenFeedback NONE = new GivenFeedback(List.of(), 0, 1, Optional.empty());

  /** Reads it. */
  static GivenFeedback read(SeriesRecords topics, PipelineSpec spec, String series, long time) {
    if (spec.feedback().isEmpty()) {
      return NONE;
    }
    int unread = 0;
    State state = spec.newPipeline().newState();
    List<Feedback> moments = new ArrayList<>();
    Map<String, Feedback> windows = new LinkedHashMap<>(); // what is said again replaces the end
    for (ConsumerRecord<byte[], byte[]> record : topics.all(spec.feedback())) {
      try {
        Feedback said = Feedback.read(record.value());
        if (said.kind().window() && said.concerns(series)) {
          windows.put("%s %d %s".formatted(said.kind(), said.from(), said.series()), said);
        } else if (said.concerns(series) && record.timestamp() <= time) {
          moments.add(said);
          state.feedback(said.kind() == Kind.MISSED, said.from());
        }
      } catch (BadRecordException e) {
        unread++;
      }
    }
    return new GivenFeedback(
        moments,
        unread,
        state.alarmFactor(time),
        windows.values().stream()
            .filter(each -> each.from() <= time && time < each.to())
            .findFirst());
  }

  /** In words; empty where nothing was said. */
  Optional<String> text() {
    if (moments.isEmpty()) {
      return unread == 0
          ? Optional.empty()
          : Optional.of("Feedback: %d records cannot be used (BAD_FEEDBACK).".formatted(unread));
    }
    long missed = moments.stream().filter(each -> each.kind() == Kind.MISSED).count();
    return Optional.of(
        "Feedback on earlier moments: %d false, %d missed; the alarm rate is %.2g times the configured one."
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
