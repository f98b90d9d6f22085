package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.streams.Watermark.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /**
   * Whatever the speeds at which partitions are read, with clocks apart and kept readings: each
   * series comes out in the order of its times, whole.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyInterleavingOfPartitionsInOrderComesOutInOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int partitions = 2 + random.nextInt(4);
    List<List<Sent>> sources = sources(random, partitions);
    int total = sources.stream().mapToInt(List::size).sum();
    Map<String, List<Long>> got = new LinkedHashMap<>();
    int[] at = new int[partitions];
    long[] newest = new long[partitions];
    long[] disorder = new long[partitions];
    int[] speed = random.ints(partitions, 1, 40).toArray();
    try (GatherDriver gather = new GatherDriver()) {
      gather.begin(partitions);
      for (int left = total; left > 0; ) {
        int partition = random.nextInt(partitions);
        List<Sent> source = sources.get(partition);
        for (int n = random.nextInt(speed[partition] + 1);
            n > 0 && at[partition] < source.size();
            n--) {
          Sent sent = source.get(at[partition]++);
          gather.record(partition, sent.series, sent.time);
          disorder[partition] = Math.max(disorder[partition], newest[partition] - sent.time);
          newest[partition] = Math.max(newest[partition], sent.time);
          left--;
        }
        Progress progress = at[partition] == source.size() ? Progress.CURRENT : Progress.BEHIND;
        gather.watermark(partition, partitions, progress, newest[partition], disorder[partition]);
        if (random.nextInt(200) == 0) {
          gather.restart();
        }
        collect(gather, got);
      }
      gather.catchUp(partitions);
      collect(gather, got);
    }
    assertThat(got.values().stream().mapToInt(List::size).sum()).isEqualTo(total);
    assertThat(got).allSatisfy((series, times) -> assertThat(times).isSorted());
  }

  private record Sent(String series, long time, long moment) {}

  /** Eight devices, some of which are always in one partition, and some with clocks apart. */
  private static List<List<Sent>> sources(SplittableRandom random, int partitions) {
    List<Sent> all = new ArrayList<>();
    for (int device = 0; device < 8; device++) {
      long ahead = device % 3 == 0 ? random.nextLong(25) * MINUTE : 0;
      int offline = device % 4 == 1 ? 100 + random.nextInt(100) : Integer.MAX_VALUE;
      for (int step = 0; step < 400; step++) {
        long time = 1_000 * MINUTE + step * MINUTE;
        boolean kept = step >= offline && step < offline + 150;
        long moment = kept ? 1_000 * MINUTE + (offline + 150) * MINUTE + step : time;
        all.add(new Sent("device-" + device, time + ahead, moment));
      }
    }
    all.sort(Comparator.comparingLong(Sent::moment).thenComparingLong(Sent::time));
    List<List<Sent>> sources = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      sources.add(new ArrayList<>());
    }
    for (Sent sent : all) {
      boolean keyed = sent.series.hashCode() % 3 == 0;
      sources
          .get(
              keyed
                  ? Math.floorMod(sent.series.hashCode(), partitions)
                  : random.nextInt(partitions))
          .add(sent);
    }
    return sources;
  }

  private static void collect(GatherDriver gather, Map<String, List<Long>> got) {
    for (String record : gather.out()) {
      int space = record.indexOf(' ');
      long time = Long.parseLong(record.substring(space + 1));
      got.computeIfAbsent(record.substring(0, space), series -> new ArrayList<>()).add(time);
    }
  }
}
