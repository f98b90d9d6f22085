package io.recurrence.streams;

import io.recurrence.record.BadRecordException;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;

/** Regular times with gaps, late and repeated records, missing values, numbers of any length. */
final class IrregularFeed {
  private final Random random = new Random(7);
  long source = 1;
  long offset = 10;
  long time = 1_700_000_000_000L;
  boolean present = true;
  double value;

  void next() {
    offset += 1 + random.nextInt(300);
    int kind = random.nextInt(20);
    if (kind == 0) {
      time += 60_000L * random.nextInt(6);
    } else if (kind == 1) {
      time -= 60_000L * random.nextInt(4);
    } else if (kind > 2) {
      time += 60_000;
    }
    present = kind != 3;
    value = kind % 2 == 0 ? random.nextInt(50) : random.nextGaussian() * Math.PI;
  }

  void into(StateRepository states, Bytes key) {
    try {
      Moves.move(
          states,
          key,
          source,
          offset,
          time,
          present ? Contents.of(value) : Contents.of(),
          out -> {});
    } catch (BadRecordException e) {
      throw new IllegalStateException(e);
    }
  }
}
