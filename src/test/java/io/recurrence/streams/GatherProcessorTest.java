package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.streams.Watermark.Progress;
import org.junit.jupiter.api.Test;

class GatherProcessorTest {
  private static final long MINUTE = 60_000;
  private static final long SLACK = 30 * MINUTE;

  @Test
  void recordsOfOnePartitionPassStraightThrough() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.record(0, "a", 3 * MINUTE);
      gather.watermark(0, 1, Progress.BEHIND, 3 * MINUTE);
      gather.record(0, "a", 2 * MINUTE);

      assertThat(gather.out()).containsExactly("a 3", "a 2");
    }
  }

  @Test
  void aRecordWaitsUntilEachPartitionThatIsBehindHasPassedItAndTheSlack() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.record(1, "a", 10 * MINUTE);
      gather.watermark(1, 2, Progress.BEHIND, 10 * MINUTE + 2 * SLACK);
      gather.watermark(0, 2, Progress.BEHIND, 10 * MINUTE + SLACK);
      assertThat(gather.out()).isEmpty();

      gather.record(0, "a", 5 * MINUTE);
      gather.watermark(0, 2, Progress.BEHIND, 10 * MINUTE + SLACK + 1);
      assertThat(gather.out()).containsExactly("a 5", "a 10");
    }
  }

  @Test
  void aPartitionFromWhichNothingWasHeardHoldsTheOthers() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.watermark(0, 3, Progress.BEGINS, Long.MIN_VALUE);
      gather.watermark(1, 3, Progress.BEGINS, Long.MIN_VALUE);
      gather.record(0, "a", MINUTE);
      for (int i = 0; i < 3; i++) {
        gather.watermark(0, 3, Progress.CURRENT, 100 * SLACK);
        gather.watermark(1, 3, Progress.CURRENT, 100 * SLACK);
      }
      assertThat(gather.out()).isEmpty();
    }
  }

  @Test
  void anEmptyPartitionIsNoLongerWaitedForOnceItIsKnownToBeEmpty() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.record(0, "a", MINUTE);
      gather.watermark(0, 2, Progress.CURRENT, MINUTE);
      gather.watermark(1, 2, Progress.CURRENT, Long.MIN_VALUE);
      gather.watermark(0, 2, Progress.CURRENT, MINUTE);
      assertThat(gather.out()).as("one more would prove that it was read since").isEmpty();

      gather.watermark(1, 2, Progress.CURRENT, Long.MIN_VALUE);
      assertThat(gather.out()).containsExactly("a 1");
    }
  }

  @Test
  void keptReadingsHoldTheirSeriesAsFarBackAsTheyReach() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      long now = 600 * MINUTE;
      gather.record(1, "a", 302 * MINUTE); // read early, from a partition that is far on
      gather.watermark(1, 2, Progress.BEHIND, now, now - 302 * MINUTE);
      gather.watermark(0, 2, Progress.BEHIND, 400 * MINUTE);
      gather.watermark(0, 2, Progress.BEHIND, now);
      assertThat(gather.out()).isEmpty();

      gather.record(0, "a", 301 * MINUTE);
      gather.watermark(0, 2, Progress.BEHIND, now + SLACK + 1, now - 301 * MINUTE);
      gather.watermark(1, 2, Progress.BEHIND, now + SLACK + 1);
      gather.watermark(1, 2, Progress.BEHIND, now + SLACK + 2 * MINUTE);
      gather.watermark(0, 2, Progress.BEHIND, now + SLACK + 2 * MINUTE);
      assertThat(gather.out()).containsExactly("a 301", "a 302");
    }
  }

  @Test
  void aSeriesThatHasLongComeFromOnePartitionDoesNotWait() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.catchUp(2);
      int minute = 0;
      for (; minute < 40; minute++) {
        gather.record(0, "a", minute * MINUTE);
        gather.catchUp(2);
      }
      assertThat(gather.out()).hasSize(40);

      gather.record(0, "a", minute * MINUTE);
      assertThat(gather.out()).containsExactly("a 40");

      gather.record(1, "a", 42 * MINUTE);
      gather.record(0, "a", 41 * MINUTE);
      assertThat(gather.out()).as("it comes from another one now").isEmpty();

      gather.catchUp(2);
      assertThat(gather.out()).containsExactly("a 41", "a 42");
    }
  }

  @Test
  void norDoesOneWhoseRecordsComeFasterThanWatermarks() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.catchUp(2);
      for (int minute = 0; minute < 100; minute++) {
        gather.record(0, "a", minute * MINUTE);
        if (minute % 5 == 3) {
          gather.watermark(minute / 5 % 2, 2, Progress.CURRENT, minute * MINUTE);
        }
      }
      assertThat(gather.out()).hasSize(100).endsWith("a 98", "a 99");
    }
  }

  @Test
  void afterARestartNothingPassesBeforeEachPartitionHasSaidWhereItIs() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.catchUp(2);
      for (int minute = 0; minute < 40; minute++) {
        gather.record(0, "a", minute * MINUTE);
        gather.catchUp(2);
      }
      gather.out();

      gather.watermark(0, 2, Progress.BEGINS, Long.MIN_VALUE);
      gather.record(0, "a", 50 * MINUTE);
      gather.watermark(0, 2, Progress.CURRENT, 50 * MINUTE);
      gather.watermark(1, 2, Progress.BEGINS, Long.MIN_VALUE);
      gather.record(1, "a", 45 * MINUTE);
      assertThat(gather.out()).isEmpty();

      gather.catchUp(2);
      assertThat(gather.out()).containsExactly("a 45", "a 50");
    }
  }

  @Test
  void whatTheBufferHoldsOutlivesARestart() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.record(1, "a", 7 * MINUTE);
      gather.record(0, "b", 3 * MINUTE);
      gather.restart();
      gather.record(0, "a", 4 * MINUTE);
      gather.catchUp(2);

      assertThat(gather.out()).containsExactly("b 3", "a 4", "a 7");
      assertThat(gather.gauge("recurrence.gather.records")).isZero();
      assertThat(gather.gauge("recurrence.gather.size")).isZero();
    }
  }

  @Test
  void whatCannotBeReadIsRefusedAtOnce() {
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(2);
      gather.unreadable(0);
      assertThat(gather.out()).hasSize(1);
    }
  }
}
