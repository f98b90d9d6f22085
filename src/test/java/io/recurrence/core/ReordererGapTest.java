package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.Snapshot;
import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gaps in regular series: short ones are filled with steps, long ones left out. */
class ReordererGapTest {
  private static final long MINUTE = 60_000;

  private final List<List<Object>> steps = new ArrayList<>();
  private final List<Long> emitted = new ArrayList<>();
  private long offset;

  private static PipelineBuilder builder(int longestGap) {
    return new PipelineBuilder()
        .horizon(6)
        .model("echo", new Echo())
        .outcomes(true)
        .time(new TimePolicy(0, 0, Duplicates.IDENTICAL, longestGap, TimePolicy.Reading.LAST));
  }

  private void take(StepResult out) {
    steps.add(Snapshot.of(out));
    if (out.forecast().made()) {
      emitted.add(out.time() / MINUTE);
    }
  }

  private void accept(Reorderer reorderer, State s, int minute) {
    reorderer.accept(s, offset++, minute * MINUTE, true, minute, this::take);
  }

  @Test
  void aShortGapIsFilledWithStepsThatAreMissing() {
    SeriesPipeline pipeline = builder(10).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State filled = pipeline.newState();
    State written = pipeline.newState();
    for (int minute = 0; minute < 40; minute++) {
      if (minute < 20 || minute > 26) {
        accept(reorderer, filled, minute);
      }
    }
    StepResult out = pipeline.newOutput();
    for (int minute = 0; minute < 40; minute++) {
      if (minute < 20 || minute > 26) {
        pipeline.step(written, minute * MINUTE, minute, out);
      } else {
        pipeline.miss(written, minute * MINUTE, out);
      }
    }
    assertThat(steps).hasSize(33).last().isEqualTo(Snapshot.of(out));
    assertThat(filled.index).isEqualTo(written.index).isEqualTo(40);
    assertThat(filled.count()).isEqualTo(33);
  }

  @Test
  void aLongGapIsLeftOutAndNothingFromBeforeItIsScored() {
    SeriesPipeline pipeline = builder(5).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    StepResult[] seen = new StepResult[1];
    for (int minute = 0; minute < 20; minute++) {
      accept(reorderer, s, minute);
    }
    for (int minute = 30; minute < 40; minute++) {
      int record = minute;
      reorderer.accept(
          s,
          offset++,
          minute * MINUTE,
          true,
          minute,
          out -> {
            seen[0] = out;
            assertThat(out.judgement().hasExpectation()).isEqualTo(record > 30);
            for (int i = 0; i < out.outcomes().count(); i++) {
              assertThat(out.outcomes().steps(i)).isLessThanOrEqualTo(record - 30);
            }
          });
    }
    assertThat(s.index).isEqualTo(40);
    assertThat(seen[0].judgement().expected()).isEqualTo(Echo.from(39, 1));
  }

  @Test
  void aMissingRecordAfterALongGapIsAStepToo() {
    SeriesPipeline pipeline = builder(5).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 20; minute++) {
      accept(reorderer, s, minute);
    }
    reorderer.accept(s, offset++, 30 * MINUTE, false, 0, this::take);
    accept(reorderer, s, 31);
    assertThat(s.index).isEqualTo(32);
  }

  @Test
  void theForecastOfAnHourIsMadeAtItsFirstRecordAlthoughAFilledStepCameFirst() {
    SeriesPipeline pipeline = builder(100).emission(new Emission(1, 60 * MINUTE)).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 200; minute++) {
      if (minute < 50 || minute > 70) {
        accept(reorderer, s, minute);
      }
    }
    assertThat(emitted).containsExactly(1L, 71L, 120L, 180L);
  }

  @Test
  void theForecastOfEveryTenthStepIsNotLostInAGap() {
    SeriesPipeline pipeline = builder(100).emission(new Emission(10, 0)).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 50; minute++) {
      if (minute < 15 || minute > 22) {
        accept(reorderer, s, minute);
      }
    }
    assertThat(emitted).containsExactly(0L, 9L, 23L, 29L, 39L, 49L);
  }

  @Test
  void irregularSeriesHaveNoGaps() {
    SeriesPipeline pipeline = builder(100).step(-1).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 40; minute += 1 + minute % 5) {
      accept(reorderer, s, minute);
    }
    assertThat(s.index).isEqualTo(s.count());
  }

  @Test
  void aSeriesThatIsSampledMoreRarelyFromNowOnIsNotFilledForEver() {
    SeriesPipeline pipeline = builder(100).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 300; minute++) {
      accept(reorderer, s, minute);
    }
    for (int minute = 300; minute < 1000; minute += 5) {
      accept(reorderer, s, minute);
    }
    assertThat(pipeline.samplingInterval(s)).isEqualTo(5 * MINUTE);
  }
}
