package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.cli.PipelineProgress.Snapshot;
import io.recurrence.streams.EventCount;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Snapshot now = snapshot(0, 0, 0, 0, 0);
  private final PipelineProgress progress =
      new PipelineProgress("pumps", () -> now, lines::add, warnings::add);

  private static Snapshot snapshot(long seconds, long accepted, long late, long noValue, int gaps) {
    List<EventCount> counts =
        List.of(
            new EventCount("records", "accepted", accepted),
            new EventCount("records", "duplicate", 0),
            new EventCount("records", "late", late),
            new EventCount("dead.letters", "no_value", noValue),
            new EventCount("dead.letters", "failed", 0),
            new EventCount("missing.steps", "", gaps),
            new EventCount("silences", "", 0));
    return new Snapshot(
        seconds * SECOND,
        "RUNNING",
        accepted + late + noValue,
        12,
        seconds == 0 ? OptionalLong.empty() : OptionalLong.of(1_234),
        0,
        0,
        counts);
  }

  private void tick(Snapshot next) {
    now = next;
    progress.tick();
  }

  @Test
  void aLineTellsOfAllThatIsCountedAfterTenSecondsAndThenOnceAMinute() {
    for (int tick = 1; tick <= 13; tick++) {
      tick(snapshot(10L * tick, 2_000L * tick, tick, 3, 4));
    }
    assertThat(lines)
        .containsExactly(
            "pumps: RUNNING, 2,004 records, 200/s, 12 series, lag 1,234, to restore 0,"
                + " dead letters 3 (no_value 3), duplicate 0, late 1, missing steps 4",
            "pumps: RUNNING, 14,010 records, 200/s, 12 series, lag 1,234, to restore 0,"
                + " dead letters 3 (no_value 3), duplicate 0, late 7, missing steps 4",
            "pumps: RUNNING, 26,016 records, 200/s, 12 series, lag 1,234, to restore 0,"
                + " dead letters 3 (no_value 3), duplicate 0, late 13, missing steps 4");
    assertThat(warnings).isEmpty();
  }

  @Test
  void whereNoRecordIsUsedItSaysSoWithinTenSecondsAndThenOnceAMinute() {
    for (int tick = 1; tick <= 8; tick++) {
      tick(snapshot(10L * tick, 0, tick, 300L * tick, 0));
    }
    assertThat(warnings)
        .containsExactly(
            "pumps: none of the last 301 records was used; so far dead letters 300 (no_value 300),"
                + " duplicate 0, late 1; the warning of each reason has an example",
            "pumps: none of the last 301 records was used; so far dead letters 2,100 (no_value 2,100),"
                + " duplicate 0, late 7; the warning of each reason has an example");
  }

  @Test
  void whereNoneComesNothingIsWrong() {
    tick(snapshot(10, 5, 0, 0, 0));
    tick(snapshot(20, 5, 0, 0, 0));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLastLineSumsUpWhatCameUntilTheEnd() {
    now = snapshot(5, 10, 0, 0, 0);
    new ProgressLog(List.of(progress))
        .end(
            () ->
                now =
                    new Snapshot(
                        6 * SECOND,
                        "NOT_RUNNING",
                        11,
                        0,
                        OptionalLong.empty(),
                        0,
                        0,
                        now.counts()));
    assertThat(lines)
        .containsExactly(
            "pumps: NOT_RUNNING, 11 records, 2/s, 12 series, lag 1,234, to restore 0, dead letters 0,"
                + " duplicate 0, late 0");
  }
}
