package io.recurrence.streams;

import io.recurrence.core.EventContent;
import io.recurrence.core.Reorderer;
import io.recurrence.record.BadRecordException;
import io.recurrence.streams.StateRepository.Moved;
import org.apache.kafka.common.utils.Bytes;

/** Moves states as processors do. */
final class Moves {
  private Moves() {}

  static Moved move(
      StateRepository states,
      Bytes key,
      long source,
      long offset,
      long time,
      EventContent content,
      Reorderer.Sink sink)
      throws BadRecordException {
    states.load(key);
    try {
      states.offer(source, offset, time, content);
      while (states.next()) {
        sink.accept(states.result());
      }
      return states.commit();
    } finally {
      states.undo();
    }
  }

  static void release(StateRepository states, Bytes key, Reorderer.Sink sink) {
    if (!states.release(key)) {
      return;
    }
    try {
      while (states.next()) {
        sink.accept(states.result());
      }
      states.commit();
    } finally {
      states.undo();
    }
  }
}
