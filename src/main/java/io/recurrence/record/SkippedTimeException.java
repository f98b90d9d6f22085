package io.recurrence.record;

import java.time.DateTimeException;
import java.time.ZoneId;

/** A local time that the clocks of its zone pass over when they are put forward. */
public final class SkippedTimeException extends DateTimeException {
  private static final long serialVersionUID = 1L;

  /** Its message goes on where the time has been named. */
  SkippedTimeException(ZoneId zone) {
    super(
        "does not exist in %s, whose clocks skip it; write it with its offset, or let time.zone be the"
                .formatted(zone)
            + " zone that it was written in");
  }
}
