package io.recurrence.streams;

import io.recurrence.core.State;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Feedback;
import io.recurrence.record.Measurement;
import io.recurrence.record.TimePlausibility;
import io.recurrence.streams.FeedbackMeters.Taken;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people say of alarms: what is said of a moment moves the alarm rate in the state of
 * its series; maintenance leaves out values, so that they are missing steps; a mute is put into
 * each state that it comes to, so that the state alone says what was flagged.
 */
final class FeedbackTaker {
  private final String topic;
  private final boolean owner; // whether the feedback of a series comes to its task alone
  private final boolean first; // of the tasks that each window comes to
  private final FeedbackWindows windows;
  private final StateRepository states;
  private final Refusals refusals;
  private final FeedbackMeters meters;

  /** Feedback for the series of a task. */
  FeedbackTaker(
      NamedPipeline pipeline,
      ProcessorContext<?, ?> context,
      StateRepository states,
      Refusals refusals) {
    ResourceNames names = pipeline.names();
    this.topic = names.feedbackTopic(context.applicationId());
    this.owner = !pipeline.input().partitionedBySeries();
    this.first = context.taskId().partition() == 0;
    this.windows = new FeedbackWindows(context.getStateStore(names.of(Topologies.FEEDBACK)));
    this.states = states;
    this.refusals = refusals;
    this.meters = pipeline.meters().input().feedback();
  }

  /** Whether a record is feedback. */
  boolean is(@Nullable RecordMetadata metadata) {
    return metadata != null && metadata.topic().equals(topic);
  }

  /** Takes a record, or refuses it. */
  void take(Record<byte[], byte[]> record, Origin origin) {
    boolean refuses = true;
    try {
      Feedback feedback = Feedback.read(record.value());
      refuses = first || !feedback.kind().window(); // what comes to each task is refused once
      if (feedback.kind().window()) {
        checkUnit(feedback.to(), origin.timestamp());
        windows.add(feedback, origin.timestamp());
        meters.taken(Taken.WINDOW);
      } else {
        take(feedback);
      }
    } catch (BadRecordException e) {
      if (refuses) {
        refusals.refuse(record, origin, "", e);
      }
    }
  }

  /** Refuses a time that is long before one that is known, as one in another unit is. */
  private static void checkUnit(long time, long known) throws BadRecordException {
    if (TimePlausibility.isRecent(known) && !TimePlausibility.isRecent(time)) {
      throw new BadRecordException(
          Reason.BAD_FEEDBACK,
          "the feedback is of the time %s; are its times in milliseconds?"
              .formatted(Instant.ofEpochMilli(time)));
    }
  }

  private void take(Feedback feedback) throws BadRecordException {
    Bytes key = StateRepository.key(feedback.series());
    State state = states.state(key);
    if (state != null) {
      checkUnit(feedback.from(), state.newest());
      if (feedback.from() > state.newest()) {
        throw new BadRecordException(
            Reason.BAD_FEEDBACK,
            "the feedback is of the time %s, which is after the last record of the series '%s'"
                .formatted(Instant.ofEpochMilli(feedback.from()), feedback.series()));
      }
      if (state.overfull()) {
        throw new BadRecordException(
            Reason.BAD_FEEDBACK,
            "the series '%s' holds back more records than 'time.held-back' now allows; say it again once a record of it has come"
                .formatted(feedback.series()));
      }
      boolean missed = feedback.kind() == Feedback.Kind.MISSED;
      boolean fresh = state.feedback(missed, feedback.from());
      meters.taken(fresh ? Taken.APPLIED : Taken.REPEATED);
      if (fresh) {
        HeldState held = states.loader().held(key);
        held.recordLog.end(); // it says nothing of this, but what records were as numbers
        states.store().markDirty(held);
      }
    } else if (owner) {
      throw new BadRecordException(
          Reason.BAD_FEEDBACK,
          "the feedback is of the series '%s', of which nothing is known"
              .formatted(feedback.series()));
    }
  }

  /** Takes away the value of a measurement that comes at a time of maintenance. */
  void leaveOut(Measurement measurement) {
    if (measurement.present() && windows.maintenance(measurement.series(), measurement.time())) {
      measurement.content().clear();
      meters.leftOut();
    }
  }

  /** Mutes the series that is being moved, where a mute covers its measurement. */
  void mute(Measurement measurement) {
    Feedback mute = windows.mute(measurement.series(), measurement.time());
    if (mute != null) {
      states.mute(mute.from(), mute.to());
    }
  }

  /** Until when a silence that begins at a time is not to be reported. */
  long quietUntil(String series, long time) {
    return windows.quietUntil(series, time);
  }
}
