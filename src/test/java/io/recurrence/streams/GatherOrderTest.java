package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.streams.Watermark.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are read at speeds of their own, with clocks apart. */
class GatherOrderTest {
  private static final long MINUTE = 60_000;

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
