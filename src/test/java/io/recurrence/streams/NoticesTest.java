package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final List<String> lines = new ArrayList<>();
  private final Notices notices = new Notices("pumps", clock::get, lines::add);

  private void warn(String reason, String example) {
    notices.warn(reason, () -> example, "do this");
  }

  @Test
  void warnsAtOnceThenOnceAMinuteForEachReasonAndSaysHowManyWereLeftOut() {
    for (int second = 0; second < 150; second++) {
      warn("LATE", "second " + second);
      if (second == 30) {
        warn("NO_VALUE", "in-0@7: the document has no /value");
      }
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(lines)
        .containsExactly(
            "pumps: LATE: second 0; do this",
            "pumps: NO_VALUE: in-0@7: the document has no /value; do this",
            "pumps: LATE: second 60; do this (and 59 more since the last warning)",
            "pumps: LATE: second 120; do this (and 59 more since the last warning)");
  }

  @Test
  void aRecordCanNeitherForgeALineNorFillTheLog() {
    warn("LATE", "a\n2026 ERROR forged\u001b[31m\u0085" + "x".repeat(5_000));
    assertThat(lines.get(0))
        .startsWith("pumps: LATE: a?2026 ERROR forged?[31m?xxx")
        .hasSizeLessThan(500);
  }
}
