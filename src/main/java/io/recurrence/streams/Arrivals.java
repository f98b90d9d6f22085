package io.recurrence.streams;

import io.recurrence.streams.PartitionTime.Clock;
import java.nio.ByteBuffer;

/** What is known of when records of a series arrive. */
final class Arrivals {
  private static final int BYTES = 4 * Long.BYTES + 1;
  private static final int RELEASED = 1;
  private static final int REPORTED = 2;

  Clock clock;
  long last; // in the time of the partition
  long kept; // what is stored of it
  long machine; // by the clock of the machine; not stored
  boolean released; // what was held back, since the last record
  boolean reported; // silent, since the last record

  Arrivals(Clock clock, long last) {
    this.clock = clock;
    this.last = last;
    this.kept = last;
  }

  static Arrivals of(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    long last = in.getLong();
    Clock clock = new Clock(in.getLong(), in.getLong(), in.getLong());
    Arrivals arrivals = new Arrivals(clock, last);
    byte flags = in.get();
    arrivals.released = (flags & RELEASED) != 0;
    arrivals.reported = (flags & REPORTED) != 0;
    return arrivals;
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(last)
        .putLong(clock.time())
        .putLong(clock.ahead())
        .putLong(clock.step())
        .put((byte) ((released ? RELEASED : 0) | (reported ? REPORTED : 0)))
        .array();
  }
}
