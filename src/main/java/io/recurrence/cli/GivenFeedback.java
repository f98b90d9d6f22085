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
    List<Feedback> said = all(topics, spec.feedback());
    for (Feedback each : said) {
      if (!each.kind().window()
          && each.concerns(series)
          && each.from() < time
          && state.feedback(each.kind() == Kind.MISSED, each.from())) {
        moments.add(each);
      }
    }
    return new GivenFeedback(
        moments,
        state.alarmFactor(time),
        windows(said).stream()
            .filter(each -> each.concerns(series) && each.from() <= time && time < each.to())
            .findFirst());
  }

  /** The maintenance windows and mutes of a topic. */
  static List<Feedback> windows(SeriesRecords topics, String topic) {
    return windows(all(topics, topic));
  }

  private static List<Feedback> windows(List<Feedback> said) {
    Map<String, Feedback> windows = new LinkedHashMap<>(); // what is said again replaces the end
    said.stream()
        .filter(each -> each.kind().window())
        .forEach(
            each ->
                windows.put("%s %d %s".formatted(each.kind(), each.from(), each.series()), each));
    return List.copyOf(windows.values());
  }

  private static List<Feedback> all(SeriesRecords topics, String topic) {
    List<Feedback> said = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.all(topic)) {
      try {
        said.add(Feedback.read(record.value()));
      } catch (BadRecordException e) {
        // it is a dead letter
      }
    }
    return said;
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
