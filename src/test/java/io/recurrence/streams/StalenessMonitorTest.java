package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.time.Calendar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What a watch remembers when its task moves or starts again. */
class StalenessMonitorTest {
  private static final long MINUTE = 60_000;

  private final KeyValueStore<Bytes, byte[]> states = StoredTask.newStore();
  private final KeyValueStore<Bytes, byte[]> arrivals = StoredTask.newStore();
  private final List<String> done = new ArrayList<>();
  private long quietUntil = Long.MIN_VALUE;
  private final StalenessMonitor.Actions actions =
      new StalenessMonitor.Actions() {
        @Override
        public void release(Bytes series) {
          done.add("release " + name(series));
        }

        @Override
        public void silent(Bytes series) {
          done.add("silent " + name(series));
        }

        @Override
        public long quietUntil(Bytes series) {
          return quietUntil;
        }

        @Override
        public void resumed(Bytes series, long newest, long time) {
          done.add("resumed " + name(series));
        }

        @Override
        public void forget(Bytes series, boolean silent) {
          done.add("forget " + name(series));
        }
      };

  private StoredTask task = new StoredTask("{name: t, models: [naive]}", states);

  private static String name(Bytes series) {
    return new String(series.get(), StandardCharsets.UTF_8);
  }

  StalenessMonitorTest() {
    arrivals.init(task.context, arrivals);
  }

  private StalenessMonitor start(String settings, long machine) {
    task = new StoredTask("{name: t, models: [naive], %s}".formatted(settings), states);
    PipelineSpec spec = SpecLoader.parse(settings.isEmpty() ? "" : "{" + settings + "}");
    return new StalenessMonitor(
        spec, Calendar.UTC, new ArrivalStore(spec, arrivals, task.store), machine, actions);
  }

  private static void feed(StalenessMonitor watch, int from, int to, String... series) {
    for (int minute = from; minute < to; minute++) {
      for (String one : series) {
        watch.arrived(StateRepository.key(one), MINUTE * minute, MINUTE * minute);
      }
    }
  }

  @Test
  void aSilenceInAMaintenanceWindowIsReportedWhenThatIsOver() {
    StalenessMonitor watch = start("state: {silence: PT10M}", 0);
    feed(watch, 0, 5, "a", "b", "c");
    quietUntil = 30 * MINUTE;
    feed(watch, 5, 30, "a");
    watch.arrived(StateRepository.key("c"), 29 * MINUTE, 29 * MINUTE);
    assertThat(done).doesNotContain("silent b", "silent c");
    task.store.flushCache();

    watch = start("state: {silence: PT10M}", 29 * MINUTE); // it is known after a start, too
    quietUntil = 50 * MINUTE;
    feed(watch, 30, 50, "a");
    assertThat(done).doesNotContain("silent b", "silent c");
    feed(watch, 50, 55, "a");
    assertThat(done).containsOnlyOnce("silent b", "silent c");
  }

  @Test
  void aSilenceInAMaintenanceWindowIsReportedByTheClockWhenThatIsOver() {
    StalenessMonitor watch = start("state: {silence: PT10M}", 0);
    feed(watch, 0, 5, "a");
    quietUntil = 30 * MINUTE;
    watch.tick(29 * MINUTE);
    assertThat(done).doesNotContain("silent a");
    watch.tick(30 * MINUTE);
    watch.tick(31 * MINUTE);
    assertThat(done).containsOnlyOnce("silent a");
  }

  @Test
  void aSilenceThatHasBeenReportedIsNotReportedAgainAfterAStart() {
    String settings = "state: {silence: PT10M}";
    StalenessMonitor watch = start(settings, 0);
    feed(watch, 0, 5, "a", "b");
    feed(watch, 5, 20, "a");
    assertThat(done).containsExactly("release b", "silent b");
    task.store.flushCache();

    watch = start(settings, 20 * MINUTE);
    feed(watch, 20, 50, "a");
    watch.tick(50 * MINUTE);
    watch.before(StateRepository.key("b"), 4 * MINUTE, 50 * MINUTE);
    assertThat(done).hasSize(2);
    watch.arrived(StateRepository.key("b"), 50 * MINUTE, 50 * MINUTE);
    watch.tick(70 * MINUTE);
    assertThat(done.subList(2, done.size()))
        .containsExactly("release a", "silent a", "release b", "silent b");
  }

  @Test
  void whatWasNotCommittedIsForgottenWithItsTransaction() {
    String settings = "state: {silence: PT10M}";
    StalenessMonitor watch = start(settings, 0);
    feed(watch, 0, 5, "a", "b");
    task.store.flushCache();
    feed(watch, 5, 20, "a");
    assertThat(done).contains("silent b");
    done.clear();
    watch = start(settings, 5 * MINUTE);
    feed(watch, 5, 20, "a");
    assertThat(done).containsExactly("release b", "silent b");
  }

  @Test
  void releasesComeAtTheSameRecordWhetherTheTaskStartedAgainOrNot() {
    String settings = "time: {lateness: PT3M}";
    for (int restart : new int[] {100, 6, 7, 8}) {
      StalenessMonitor watch = start(settings, 0);
      List<Integer> sizes = new ArrayList<>();
      done.clear();
      for (int minute = 0; minute < 12; minute++) {
        if (minute == restart) {
          task.store.flushCache();
          watch = start(settings, 0);
        }
        feed(
            watch,
            minute,
            minute + 1,
            minute < 5 ? new String[] {"a", "b", "c"} : new String[] {"a", "c"});
        sizes.add(done.size());
      }
      assertThat(done).containsExactly("release b");
      assertThat(sizes).as("started again at %d", restart).endsWith(0, 0, 1, 1, 1, 1, 1);
      arrivals.all().forEachRemaining(entry -> arrivals.delete(entry.key));
    }
  }

  @Test
  void seriesOfBeforeArrivalsWereKeptAreKnown() {
    task.move(StateRepository.key("old"), 0, MINUTE, 1, out -> {});
    task.store.flushCache();
    StalenessMonitor watch = start("state: {silence: PT10M}", 0);
    feed(watch, 2, 20, "a", "b");
    assertThat(done).containsExactly("release old", "silent old");
  }

  @Test
  void theBytesOfArrivalsStay() {
    Arrivals arrivals = new Arrivals(new PartitionTime.Clock(0x1000, 0x200, 0x30), 0x4000);
    arrivals.released = true;
    arrivals.reported = true;
    String golden =
        "0000000000004000" + "0000000000001000" + "0000000000000200" + "0000000000000030" + "03";
    assertThat(HexFormat.of().formatHex(arrivals.toBytes())).isEqualTo(golden);
    assertThat(Arrivals.of(arrivals.toBytes()).toBytes()).isEqualTo(arrivals.toBytes());
  }
}
