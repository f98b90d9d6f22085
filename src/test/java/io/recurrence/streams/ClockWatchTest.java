package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long MINUTE = 60_000;

  private long millis = 1_700_000_000_000L;
  private final ClockWatch watch = new ClockWatch(() -> millis);

  private void pass(long ms) {
    millis += ms;
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
    assertThat(watch.setBack()).isZero();
    millis -= 10 * MINUTE;
    assertThat(watch.setBack()).isEqualTo(Duration.ofMinutes(10));
    pass(MINUTE);
    assertThat(watch.setBack()).isEqualTo(Duration.ofMinutes(9));
    pass(9 * MINUTE);
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

  @Test
  void smallStepsBackDoNotAddUp() {
    for (int day = 0; day < 365; day++) {
      pass(24 * 60 * MINUTE);
      assertThat(watch.setBack()).isZero();
      millis -= 40_000;
      assertThat(watch.setBack()).isZero();
    }
  }
}
