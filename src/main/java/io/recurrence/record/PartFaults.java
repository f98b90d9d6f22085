package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is wrong with parts of one record: of each reason the first, and how many there are, so that
 * a record of many parts is not refused as often.
 */
final class PartFaults {
  private record Part(String series, BadRecordException fault, int count) {}

  private final Map<Reason, Part> byReason = new EnumMap<>(Reason.class);

  void clear() {
    byReason.clear();
  }

  /**
   * A part cannot be used.
   *
   * @param series its name as far as it is known
   * @param where which part it is
   */
  void add(String series, BadRecordException fault, String where) {
    byReason.merge(
        fault.reason(),
        new Part(series, where.isEmpty() ? fault : fault.with(where), 1),
        (first, other) -> new Part(first.series(), first.fault(), first.count() + 1));
  }

  /** Refuses the parts. */
  void refuse(Measurements into) {
    for (Part part : byReason.values()) {
      BadRecordException fault = part.fault();
      into.add()
          .refuse(
              part.series(),
              part.count() == 1
                  ? fault
                  : fault.with("; so it is with %d parts of the record".formatted(part.count())));
    }
  }
}
