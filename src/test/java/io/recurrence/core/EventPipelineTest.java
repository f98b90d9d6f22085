package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;
import io.recurrence.time.TimePolicy.Reading;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPipelineTest {

  /** Counts the records of sequences that a pause of a second ends. */
  private record Count(int width) implements EventTask {
    private record Memory() implements Recurrence {
      @Override
      public int size() {
        return 1;
      }
    }

    @Override
    public Map<String, Recurrence> stages() {
      return Map.of("count", new Memory());
    }

    @Override
    public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
      h[0][0]++;
      out.event().classified("x" + (int) x[0] + "/" + count, 1, time, (long) h[0][0], false);
    }

    @Override
    public boolean ends(double[][] h, long last, long next) {
      return next - last >= 1000;
    }

    @Override
    public void end(double[][] h, StepResult out) {
      out.event().classified("end", 1, out.time(), (long) h[0][0], true);
      h[0][0] = 0;
    }
  }

  private final List<String> results = new ArrayList<>();

  private EventPipeline pipeline(int width, TimePolicy policy) {
    return new EventPipeline(new Count(width), policy, Calendar.UTC);
  }

  private Fate send(Reorderer reorderer, State state, long offset, long time, double... x) {
    EventContent content = new EventContent();
    for (double number : x) {
      content.add(number);
    }
    return reorderer.accept(
        state,
        offset,
        time,
        content,
        out -> {
          EventResult result = out.event();
          results.add(out.time() + ":" + result.target() + ":" + result.length());
        });
  }

  @Test
  void eachRecordIsAStepAndWhatEndsBetweenTwoIsAStepToo() {
    EventPipeline pipeline = pipeline(0, TimePolicy.DEFAULT);
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    send(reorderer, state, 1, 10, 1, 2);
    send(reorderer, state, 2, 10, 1, 3); // at the same time, but another
    assertThat(send(reorderer, state, 3, 10, 1, 3)).isEqualTo(Fate.DUPLICATE);
    assertThat(send(reorderer, state, 4, 9, 1, 3)).isEqualTo(Fate.LATE);
    send(reorderer, state, 5, 1010, 4, 4, 4);
    assertThat(results).containsExactly("10:x1/2:1", "10:x1/2:2", "10:end:2", "1010:x4/3:1");
    assertThat(state.count()).isEqualTo(3);
    assertThat(state.index()).isEqualTo(3);
  }

  @Test
  void singleSymbolsAreHeldBackAndPutInOrder() {
    EventPipeline pipeline =
        pipeline(1, new TimePolicy(500, 4, Duplicates.IDENTICAL, 1000, Reading.LAST));
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    send(reorderer, state, 1, 100, 1);
    send(reorderer, state, 2, 300, 3);
    send(reorderer, state, 3, 200, 2);
    send(reorderer, state, 4, 900, 4);
    assertThat(results).containsExactly("100:x1/1:1", "200:x2/1:2", "300:x3/1:3");
  }

  private static TimePolicy late(int heldBack) {
    return new TimePolicy(500, heldBack, Duplicates.IDENTICAL, 1000, Reading.LAST);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void recordsOfSeveralNumbersAreHeldBackAndPutInOrder(int width) {
    EventPipeline pipeline = pipeline(width, late(4));
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    send(reorderer, state, 1, 100, 1, 7);
    send(reorderer, state, 2, 300, 3, 7);
    assertThat(send(reorderer, state, 3, 300, 3, 7)).isEqualTo(Fate.DUPLICATE);
    State again = pipeline.read(state.toBytes()); // as after a crash
    assertThat(again.toBytes()).isEqualTo(state.toBytes());
    send(reorderer, again, 4, 200, 2, 7);
    send(reorderer, again, 5, 900, 4, 7);
    assertThat(results).containsExactly("100:x1/2:1", "200:x2/2:2", "300:x3/2:3");
    reorderer.drain(again, out -> results.add(out.event().target()));
    assertThat(results).endsWith("x4/2");
  }

  @Test
  void aRecordForWhichThereIsNoRoomAtAllComesAfterThoseBeforeIt() {
    EventPipeline pipeline = pipeline(0, late(2));
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    send(reorderer, state, 1, 300, 3);
    send(reorderer, state, 2, 100, 1);
    send(reorderer, state, 3, 200, new double[100]);
    assertThat(results).containsExactly("100:x1/1:1", "200:x0/100:2");
    assertThat(state.heldBack()).isEqualTo(1);
  }

  @Test
  void whatIsHeldBackStaysWhereAnotherNumberOfRecordsMayBe() {
    for (int now : new int[] {1, 9}) {
      results.clear();
      EventPipeline before = pipeline(2, late(4));
      State state = before.newState();
      send(new Reorderer(before), state, 1, 300, 3, 7);
      send(new Reorderer(before), state, 2, 100, 1, 7);
      EventPipeline after = pipeline(2, late(now));
      assertThat(after.keeps(state.toBytes())).isTrue();
      State carried = after.carryOver(state.toBytes());
      assertThat(carried.heldBack()).isEqualTo(2);
      send(new Reorderer(after), carried, 3, 2000, 5, 7);
      assertThat(results).startsWith("100:x1/2:1", "300:x3/2:2");
    }
  }

  @Test
  void aStateFromBeforeRecordsCouldBeHeldBackGoesOn() {
    EventPipeline before = pipeline(2, TimePolicy.DEFAULT);
    State state = before.newState();
    send(new Reorderer(before), state, 1, 100, 1, 7);
    EventPipeline after = pipeline(2, late(4));
    State carried = after.carryOver(state.toBytes());
    send(new Reorderer(after), carried, 2, 300, 3, 7);
    send(new Reorderer(after), carried, 3, 200, 2, 7);
    send(new Reorderer(after), carried, 4, 900, 4, 7);
    assertThat(results).containsExactly("100:x1/2:1", "200:x2/2:2", "300:x3/2:3");
  }

  /**
   * Count, newest, then of the record time, hash, present, how many, 1, 7: what is stored stays.
   */
  @Test
  void heldBackRecordsHaveTheBytesThatTheyHad() {
    EventPipeline pipeline = pipeline(2, late(1));
    State state = pipeline.newState();
    send(new Reorderer(pipeline), state, 1, 100, 1, 7);
    String bytes = HexFormat.of().formatHex(state.toBytes());
    assertThat(bytes)
        .endsWith(
            "000000000000f03f0000000000005940" // 1, 100
                + "0000000000005940"
                + "547b13a319d52243"
                + "000000000000f03f0000000000000040"
                + "000000000000f03f0000000000001c40");
    assertThat(bytes.substring(8, 24)).isEqualTo("79b2a0c6d379d881");
  }

  @Test
  void aStoredStateIsReadAgainAndACountOfOldMemoryStaysWithIt() {
    EventPipeline pipeline = pipeline(1, TimePolicy.DEFAULT);
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    send(reorderer, state, 1, 10, 1);
    send(reorderer, state, 2, 20, 1);
    State again = pipeline.read(state.toBytes());
    assertThat(again.toBytes()).isEqualTo(state.toBytes());
    send(reorderer, again, 3, 30, 1);
    assertThat(results).endsWith("30:x1/1:3");
  }
}
