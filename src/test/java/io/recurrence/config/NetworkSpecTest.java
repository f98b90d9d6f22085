package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.forecast.network.MadeWeights;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import io.recurrence.network.layer.LayerType;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks in a pipeline, and what becomes of states when their weights change. */
class NetworkSpecTest {
  private static final double[] SERIES = Signals.lifelike(5, 400);
  private static final long MINUTE = 60_000;
  private static final int SWAP = 250;

  @TempDir Path directory;

  private PipelineSpec spec(LayerType type, long seed) throws IOException {
    Path file = directory.resolve(type + "-" + seed);
    Files.write(file, MadeWeights.of(type, 6, 5, seed).toBytes());
    return SpecLoader.parse(
        "{horizon: 8, output: {outcomes: o}, models: [naive, {type: lstm, weights: '%s', control: c}]}"
            .formatted(file));
  }

  private static WeightSchedule schedule(PipelineSpec spec) {
    return spec.networks().get(0).schedule();
  }

  /** All that the steps from one to another give, in words. */
  private static List<String> run(SeriesPipeline pipeline, State s, int from, int to) {
    StepResult out = pipeline.newOutput();
    List<String> given = new ArrayList<>();
    for (int t = from; t < to; t++) {
      pipeline.step(s, t * MINUTE, SERIES[t], out);
      StringBuilder words =
          new StringBuilder(
              out.judgement().networkVersion() + ' ' + out.forecast().networkVersion());
      words
          .append(' ')
          .append(out.judgement().expected())
          .append(' ')
          .append(out.judgement().lower());
      for (int k = 1; k <= out.forecast().horizon(); k++) {
        words
            .append(' ')
            .append(out.forecast().mean(k))
            .append(' ')
            .append(out.forecast().quantile(0, k));
      }
      for (int i = 0; i < out.outcomes().count(); i++) {
        words.append(' ').append(out.outcomes().steps(i)).append(out.outcomes().networkVersion(i));
      }
      given.add(words.toString());
    }
    return given;
  }

  @Test
  void aStateReadAtAnyMomentGoesOnThroughTheSwapAsIfItHadNotBeenStored() throws IOException {
    PipelineSpec spec = spec(LayerType.LSTM, 1);
    schedule(spec).schedule(SWAP * MINUTE, MadeWeights.of(LayerType.LSTM, 6, 5, 2));
    SeriesPipeline whole = spec.newPipeline();
    State undisturbed = whole.newState();
    List<String> all = run(whole, undisturbed, 0, SERIES.length);
    for (int stored : new int[] {100, SWAP - 1, SWAP, SWAP + 1, 300}) {
      SeriesPipeline before = spec.newPipeline();
      State s = before.newState();
      run(before, s, 0, stored);
      SeriesPipeline after = spec.newPipeline(); // another process
      State read = after.read(s.toBytes());
      assertThat(run(after, read, stored, SERIES.length))
          .isEqualTo(all.subList(stored, SERIES.length));
      assertThat(read.toBytes()).isEqualTo(undisturbed.toBytes());
    }
  }

  @Test
  void eachOutputNamesTheWeightsThatStoodBehindIt() throws IOException {
    PipelineSpec spec = spec(LayerType.LSTM, 1);
    String old = schedule(spec).first().version();
    Weights next = MadeWeights.of(LayerType.LSTM, 6, 5, 2);
    schedule(spec).schedule(SWAP * MINUTE, next);
    SeriesPipeline pipeline = spec.newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < SERIES.length; t++) {
      pipeline.step(s, t * MINUTE, SERIES[t], out);
      String foretold = t == 0 ? "" : t <= SWAP ? old : next.version();
      assertThat(out.judgement().networkVersion())
          .as("expectation of value %d", t)
          .isEqualTo(foretold);
      assertThat(out.forecast().networkVersion())
          .as("forecast from value %d", t)
          .isEqualTo(t < SWAP ? old : next.version());
      for (int i = 0; i < out.outcomes().count(); i++) {
        int origin = t - out.outcomes().steps(i);
        assertThat(out.outcomes().networkVersion(i))
            .as("outcome at value %d of origin %d", t, origin)
            .isEqualTo(origin < SWAP ? old : next.version());
      }
    }
  }

  @Test
  void anotherFileOfTheSameArchitectureReadsTheStateAndBeginsWithTheWindow() throws IOException {
    SeriesPipeline one = spec(LayerType.LSTM, 1).newPipeline();
    State s = one.newState();
    run(one, s, 0, 200);
    PipelineSpec spec = spec(LayerType.LSTM, 2);
    SeriesPipeline two = spec.newPipeline();
    assertThat(two.matches(s.toBytes())).isTrue();
    State read = two.read(s.toBytes());
    List<String> given = run(two, read, 200, 260);
    assertThat(given.get(0))
        .startsWith(
            MadeWeights.of(LayerType.LSTM, 6, 5, 1).version()
                + ' '
                + schedule(spec).first().version());

    PipelineSpec scheduled = spec(LayerType.LSTM, 1); // a swap, and a restart, are the same
    schedule(scheduled).schedule(200 * MINUTE, schedule(spec).first());
    SeriesPipeline three = scheduled.newPipeline();
    State swapped = three.newState();
    run(three, swapped, 0, 200);
    assertThat(given).isEqualTo(run(three, swapped, 200, 260));
  }

  @Test
  void anotherArchitectureNeverReadsTheMemory() throws IOException {
    SeriesPipeline lstm = spec(LayerType.LSTM, 1).newPipeline();
    State s = lstm.newState();
    run(lstm, s, 0, 200);
    for (LayerType other : new LayerType[] {LayerType.LSTM_PEEPHOLE, LayerType.LSTM_COUPLED}) {
      PipelineSpec spec = spec(other, 1); // as many numbers of the same names
      SeriesPipeline pipeline = spec.newPipeline();
      assertThat(pipeline.matches(s.toBytes())).isFalse();
      State carried = pipeline.carryOver(s.toBytes());
      assertThat(carried.count()).isEqualTo(200);
      List<String> given = run(pipeline, carried, 200, 201);
      assertThat(given.get(0)).startsWith(' ' + schedule(spec).first().version());
      String stage =
          pipeline.stages().keySet().stream()
              .filter(n -> n.startsWith("model:lstm("))
              .findFirst()
              .orElseThrow();
      assertThat(carried.describe().get(stage)).containsEntry("steps_with_these_weights", 1.0);
    }
  }

  @Test
  void aNetworkAloneHasItsOwnQuantilesUnlessAnIntervalIsNamed() {
    String alone = "{models: [{type: lstm}], horizon: 60%s}";
    assertThat(stages(alone.formatted(""))).contains("interval:calibrated-spread");
    assertThat(stages(alone.formatted(", interval: conformal"))).contains("interval:conformal");
    assertThat(stages(alone.formatted(", transforms: [log]"))).contains("interval:conformal");
    assertThat(stages("models: [naive, {type: lstm}]")).contains("interval:conformal");
    assertThat(stages("models: [naive]")).contains("interval:conformal");

    SeriesPipeline pipeline = SpecLoader.parse(alone.formatted("")).newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    int lean = 0; // forecasts that lie nearer to one end
    for (int t = 0; t < SERIES.length; t++) {
      pipeline.step(s, t * MINUTE, t < 20 ? 7 : SERIES[t], out); // it does not move at first
      assertThat(
              !out.judgement().hasExpectation()
                  || (out.judgement().lower() <= out.judgement().expected()
                      && out.judgement().expected() <= out.judgement().upper()))
          .isTrue();
      for (int k = 1; k <= out.forecast().horizon(); k++) {
        double before = out.forecast().lower(k);
        for (int i = 0; i < out.forecast().levels().length; i++) {
          assertThat(out.forecast().quantile(i, k)).isFinite().isGreaterThanOrEqualTo(before);
          before = out.forecast().quantile(i, k);
        }
        assertThat(out.forecast().upper(k)).isFinite().isGreaterThanOrEqualTo(before);
        double below = out.forecast().mean(k) - out.forecast().lower(k);
        double above = out.forecast().upper(k) - out.forecast().mean(k);
        lean += Math.abs(above - below) > 0.2 * (above + below) ? 1 : 0;
      }
    }
    assertThat(lean).isPositive();
  }

  private static Set<String> stages(String yaml) {
    return SpecLoader.parse(yaml).newPipeline().stages().keySet();
  }

  @Test
  void theControlTopicIsATopicAndOneNetworksOwn() {
    assertThatThrownBy(() -> SpecLoader.parse("models: [{type: lstm, control: 'a b'}]"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("models[0].control")
        .hasMessageContaining("the name of a topic");
    assertThatThrownBy(
            () ->
                SpecLoader.parse(
                    "models: [{type: lstm, control: c}, {type: lstm, rolling: true, control: c}]"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(
            "must not have the control topic 'c', which is that of a network's control too");
    assertThat(SpecLoader.parse("models: [{type: lstm, control: c}]").networks())
        .singleElement()
        .satisfies(network -> assertThat(network.control()).isEqualTo("c"));
    assertThat(SpecLoader.parse("models: [naive]").networks()).isEmpty();
  }
}
