package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long MINUTE = 60_000;

  private long millis = 1_700_000_000_000L;
  private long nanos = -7_000_000;
  private final ClockWatch watch = new ClockWatch(() -> millis, () -> nanos);

  private void pass(long ms) {
    millis += ms;
    nanos += 1_000_000 * ms;
  }

  @Test
  void timeThatPassesIsNoJump() {
    for (int i = 0; i < 1_000; i++) {
      pass(MINUTE);
      assertThat(watch.setBack()).isZero();
    }
  }

  @Test
  void aClockIsBehindUntilItIsWhereItHasBeen() {
    pass(MINUTE);
    millis -= 10 * MINUTE;
    assertThat(watch.setBack()).isEqualTo(Duration.ofMinutes(10));
    pass(MINUTE);
    assertThat(watch.setBack()).isEqualTo(Duration.ofMinutes(10));
    millis += 10 * MINUTE;
    assertThat(watch.setBack()).isZero();
  }

  @Test
  void aClockThatWasSetForwardMayNotBeSetBackEither() {
    millis += 60 * MINUTE;
    assertThat(watch.setBack()).isZero();
    millis -= 60 * MINUTE;
    assertThat(watch.setBack()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theSmallStepsOfATimeServiceAreAllowed() {
    millis -= MINUTE;
    assertThat(watch.setBack()).isZero();
  }
}
