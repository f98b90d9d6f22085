package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.testing.Snapshot;
import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReordererTest {
  private static final long SECOND = 1000;

  private final List<Long> times = new ArrayList<>();
  private final List<List<Object>> steps = new ArrayList<>();
  private long offset;

  private static Reorderer reorderer(TimePolicy policy) {
    return new Reorderer(pipeline(policy));
  }

  private static SeriesPipeline pipeline(TimePolicy policy) {
    return new PipelineBuilder().horizon(4).model("echo", new Echo()).time(policy).build();
  }

  private void take(StepResult out) {
    times.add(out.time());
    steps.add(Snapshot.of(out));
  }

  private Fate accept(Reorderer reorderer, State s, long time, double value) {
    return reorderer.accept(s, offset++, time, true, value, this::take);
  }

  @Test
  void aRecordFromBeforeTheLastStepIsLate() {
    Reorderer reorderer = reorderer(TimePolicy.DEFAULT);
    State s = pipeline(TimePolicy.DEFAULT).newState();
    assertThat(accept(reorderer, s, 10 * SECOND, 1)).isEqualTo(Fate.ACCEPTED);
    assertThat(accept(reorderer, s, 9 * SECOND, 2)).isEqualTo(Fate.LATE);
    assertThat(accept(reorderer, s, 11 * SECOND, 3)).isEqualTo(Fate.ACCEPTED);
    assertThat(times).containsExactly(10 * SECOND, 11 * SECOND);
    assertThat(s.offset()).isEqualTo(2);
  }

  @Test
  void anOffsetIsNeverAppliedTwice() {
    SeriesPipeline pipeline = pipeline(TimePolicy.DEFAULT);
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    reorderer.accept(s, 7, SECOND, true, 1, this::take);
    byte[] before = s.toBytes();
    for (long replayed : new long[] {7, 6, 0}) {
      assertThat(reorderer.accept(s, replayed, 2 * SECOND, true, 5, this::take))
          .isEqualTo(Fate.REPLAYED);
    }
    assertThat(s.toBytes()).isEqualTo(before);
    assertThat(times).containsExactly(SECOND);
  }

  @Test
  void whatBecomesOfEqualTimesIsAPolicy() {
    for (Duplicates policy : Duplicates.values()) {
      for (int heldBack : new int[] {0, 8}) {
        times.clear();
        TimePolicy time =
            new TimePolicy(
                heldBack == 0 ? 0 : 5 * SECOND, heldBack, policy, 10, TimePolicy.Reading.LAST);
        Reorderer reorderer = reorderer(time);
        State s = pipeline(time).newState();
        accept(reorderer, s, SECOND, 1);
        Fate same = accept(reorderer, s, SECOND, 1);
        Fate other = accept(reorderer, s, SECOND, 2);
        reorderer.drain(s, this::take);
        assertThat(same)
            .as("the same value, %s, %d held back", policy, heldBack)
            .isEqualTo(policy == Duplicates.KEEP ? Fate.ACCEPTED : Fate.DUPLICATE);
        assertThat(other)
            .as("another value, %s, %d held back", policy, heldBack)
            .isEqualTo(policy == Duplicates.DROP ? Fate.DUPLICATE : Fate.ACCEPTED);
        assertThat(times)
            .hasSize(policy == Duplicates.DROP ? 1 : policy == Duplicates.IDENTICAL ? 2 : 3);
      }
    }
  }

  @Property(seed = "5", tries = 60)
  void reorderingWithinTheLatenessEqualsSortedInput(@ForAll long seed) {
    TimePolicy held =
        new TimePolicy(10 * SECOND, 40, Duplicates.KEEP, 100, TimePolicy.Reading.LAST);
    int count = 60;
    List<Long> arrival = new ArrayList<>();
    Random random = new Random(seed);
    double[] delay = new double[count];
    for (int t = 0; t < count; t++) {
      arrival.add((long) t);
      delay[t] = t + 9.9 * random.nextDouble();
    }
    arrival.sort((a, b) -> Double.compare(delay[a.intValue()], delay[b.intValue()]));
    List<List<Object>> reordered = run(held, arrival);
    Collections.sort(arrival);
    assertThat(reordered).isEqualTo(run(held, arrival)).hasSize(count);
    assertThat(reordered)
        .isEqualTo(
            run(new TimePolicy(0, 0, Duplicates.KEEP, 100, TimePolicy.Reading.LAST), arrival));
  }

  private static List<List<Object>> run(TimePolicy policy, List<Long> seconds) {
    SeriesPipeline pipeline = pipeline(policy);
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    List<List<Object>> steps = new ArrayList<>();
    long offset = 0;
    for (long second : seconds) {
      boolean present = second % 7 != 3;
      Fate fate =
          reorderer.accept(
              s,
              offset++,
              second * SECOND,
              present,
              (double) second,
              out -> steps.add(Snapshot.of(out)));
      assertThat(fate).isEqualTo(Fate.ACCEPTED);
      s = pipeline.read(s.toBytes());
    }
    reorderer.drain(s, out -> steps.add(Snapshot.of(out)));
    return steps;
  }

  @Test
  void aRecordIsHeldBackUntilALaterOneIsThatMuchAhead() {
    TimePolicy policy =
        new TimePolicy(5 * SECOND, 100, Duplicates.KEEP, 100, TimePolicy.Reading.LAST);
    Reorderer reorderer = reorderer(policy);
    State s = pipeline(policy).newState();
    accept(reorderer, s, 10 * SECOND, 1);
    accept(reorderer, s, 14 * SECOND, 2);
    assertThat(times).isEmpty();
    accept(reorderer, s, 12 * SECOND, 3);
    accept(reorderer, s, 15 * SECOND, 4);
    assertThat(times).containsExactly(10 * SECOND);
    assertThat(accept(reorderer, s, 9 * SECOND, 5)).isEqualTo(Fate.LATE);
    reorderer.drain(s, this::take);
    assertThat(times)
        .containsExactly(10 * SECOND, 12 * SECOND, 14 * SECOND, 15 * SECOND)
        .isSorted();
  }

  @Test
  void whenNoMoreCanBeHeldTheEarliestIsLetGo() {
    TimePolicy policy =
        new TimePolicy(1000 * SECOND, 2, Duplicates.KEEP, 100, TimePolicy.Reading.LAST);
    Reorderer reorderer = reorderer(policy);
    State s = pipeline(policy).newState();
    accept(reorderer, s, 20 * SECOND, 1);
    accept(reorderer, s, 30 * SECOND, 2);
    assertThat(accept(reorderer, s, 10 * SECOND, 3)).isEqualTo(Fate.ACCEPTED);
    assertThat(times).containsExactly(10 * SECOND);
    assertThat(accept(reorderer, s, 25 * SECOND, 4)).isEqualTo(Fate.ACCEPTED);
    assertThat(times).containsExactly(10 * SECOND, 20 * SECOND);
    assertThat(accept(reorderer, s, 19 * SECOND, 5)).isEqualTo(Fate.LATE);
    reorderer.drain(s, this::take);
    assertThat(times).containsExactly(10 * SECOND, 20 * SECOND, 25 * SECOND, 30 * SECOND);
  }

  @Test
  void aValueThatNoStateCanHoldIsRefusedBeforeAnythingHasMoved() {
    SeriesPipeline pipeline = pipeline(TimePolicy.DEFAULT);
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    reorderer.accept(s, 0, SECOND, true, 1, this::take);
    byte[] before = s.toBytes();
    for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.01e100, -1.01e100}) {
      assertThatThrownBy(() -> reorderer.accept(s, 1, 2 * SECOND, true, x, this::take))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Double.toString(x));
    }
    assertThat(s.toBytes()).isEqualTo(before);
  }
}
