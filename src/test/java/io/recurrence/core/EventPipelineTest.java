package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.Sequencer.Fate;
import io.recurrence.core.TimePolicy.Duplicates;
import io.recurrence.core.TimePolicy.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    public void step(double[][] h, long index, long time, double[] x, int count, Output out) {
      h[0][0]++;
      out.result().classified("x" + (int) x[0] + "/" + count, 1, time, (long) h[0][0], false);
    }

    @Override
    public boolean ends(double[][] h, long last, long next) {
      return next - last >= 1000;
    }

    @Override
    public void end(double[][] h, Output out) {
      out.result().classified("end", 1, out.time(), (long) h[0][0], true);
      h[0][0] = 0;
    }
  }

  private final List<String> results = new ArrayList<>();

  private EventPipeline pipeline(int width, TimePolicy policy) {
    return new EventPipeline(new Count(width), policy, Calendar.UTC);
  }

  private Fate send(Sequencer sequencer, State state, long offset, long time, double... x) {
    EventContent content = new EventContent();
    for (double number : x) {
      content.add(number);
    }
    return sequencer.accept(
        state,
        offset,
        time,
        content,
        out -> {
          EventResult result = out.result();
          results.add(out.time() + ":" + result.target() + ":" + result.length());
        });
  }

  @Test
  void eachRecordIsAStepAndWhatEndsBetweenTwoIsAStepToo() {
    EventPipeline pipeline = pipeline(0, TimePolicy.DEFAULT);
    Sequencer sequencer = new Sequencer(pipeline);
    State state = pipeline.newState();
    send(sequencer, state, 1, 10, 1, 2);
    send(sequencer, state, 2, 10, 1, 3); // at the same time, but another
    assertThat(send(sequencer, state, 3, 10, 1, 3)).isEqualTo(Fate.DUPLICATE);
    assertThat(send(sequencer, state, 4, 9, 1, 3)).isEqualTo(Fate.LATE);
    send(sequencer, state, 5, 1010, 4, 4, 4);
    assertThat(results).containsExactly("10:x1/2:1", "10:x1/2:2", "10:end:2", "1010:x4/3:1");
    assertThat(state.count()).isEqualTo(3);
    assertThat(state.index()).isEqualTo(3);
  }

  @Test
  void singleSymbolsAreHeldBackAndPutInOrder() {
    EventPipeline pipeline =
        pipeline(1, new TimePolicy(500, 4, Duplicates.IDENTICAL, 1000, Reading.LAST));
    Sequencer sequencer = new Sequencer(pipeline);
    State state = pipeline.newState();
    send(sequencer, state, 1, 100, 1);
    send(sequencer, state, 2, 300, 3);
    send(sequencer, state, 3, 200, 2);
    send(sequencer, state, 4, 900, 4);
    assertThat(results).containsExactly("100:x1/1:1", "200:x2/1:2", "300:x3/1:3");
  }

  @Test
  void severalNumbersCannotBeHeldBack() {
    TimePolicy late = new TimePolicy(500, 4, Duplicates.IDENTICAL, 1000, Reading.LAST);
    assertThatThrownBy(() -> pipeline(3, late)).hasMessageContaining("can be held back");
  }

  @Test
  void aStoredStateIsReadAgainAndACountOfOldMemoryStaysWithIt() {
    EventPipeline pipeline = pipeline(1, TimePolicy.DEFAULT);
    Sequencer sequencer = new Sequencer(pipeline);
    State state = pipeline.newState();
    send(sequencer, state, 1, 10, 1);
    send(sequencer, state, 2, 20, 1);
    State again = pipeline.read(state.toBytes());
    assertThat(again.toBytes()).isEqualTo(state.toBytes());
    send(sequencer, again, 3, 30, 1);
    assertThat(results).endsWith("30:x1/1:3");
  }
}
