package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.recurrence.core.Emission;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every name of the catalog owes to its user, whatever it computes. */
class CatalogContractTest {
  private static final long MINUTE = 60_000;
  private static final double[] SERIES = withHoles(Signals.lifelike(1, 220));

  private static double[] withHoles(double[] x) {
    return Signals.of(x.length, t -> t % 31 == 17 || (t > 100 && t < 106) ? Double.NaN : x[t]);
  }

  static Stream<Case> cases() {
    return Case.all();
  }

  @Test
  void everyNameOfTheCatalogHasSettingsToBeTestedWith() {
    Map<String, List<String>> tested = Case.tested();
    assertThat(tested.keySet()).isEqualTo(Catalog.names().keySet());
    Catalog.names()
        .forEach((role, names) -> assertThat(tested.get(role)).as(role).hasSameElementsAs(names));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void replayThroughBytesEqualsOneGo(Case c) {
    for (String precision : List.of("single", "double")) {
      SeriesPipeline pipeline = c.spec(precision).newPipeline();
      StepResult out = pipeline.newOutput();
      State whole = pipeline.newState();
      State stored = pipeline.newState();
      for (int t = 0; t < SERIES.length; t++) {
        List<Object> inOneGo = step(pipeline, whole, t, SERIES[t], out);
        stored = pipeline.read(stored.toBytes());
        assertThat(step(pipeline, stored, t, SERIES[t], out)).as("step " + t).isEqualTo(inOneGo);
      }
      assertThat(stored.toBytes()).isEqualTo(whole.toBytes()).hasSize(pipeline.stateBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void interleavedSeriesEqualSeparateOnes(Case c) {
    List<double[]> series =
        List.of(SERIES, Signals.affine(-7, 1e9, Signals.normal(3, 150)), Signals.lifelike(4, 180));
    SeriesPipeline shared = c.spec("single").newPipeline();
    StepResult out = shared.newOutput();
    List<State> states = new ArrayList<>();
    List<List<List<Object>>> interleaved = new ArrayList<>();
    series.forEach(
        x -> {
          states.add(shared.newState());
          interleaved.add(new ArrayList<>());
        });
    for (int t = 0; t < SERIES.length; t++) {
      for (int i = 0; i < series.size(); i++) {
        if (t < series.get(i).length) {
          interleaved.get(i).add(step(shared, states.get(i), t, series.get(i)[t], out));
        }
      }
    }
    for (int i = 0; i < series.size(); i++) {
      assertThat(interleaved.get(i)).isEqualTo(run(c.spec("single").newPipeline(), series.get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aForecastOnRequestIsTheOneThatTheStepMadeAndLeavesTheStateAlone(Case c) {
    PipelineSpec spec = c.spec("single");
    SeriesPipeline speaking = spec.newPipeline();
    SeriesPipeline silent = spec.newPipeline(Emission.ON_REQUEST);
    State state = speaking.newState();
    State same = silent.newState();
    StepResult out = speaking.newOutput();
    StepResult other = silent.newOutput();
    for (int t = 0; t < SERIES.length; t++) {
      step(speaking, state, t, SERIES[t], out);
      step(silent, same, t, SERIES[t], other);
      assertThat(out.forecast().made()).isTrue();
      assertThat(other.forecast().made()).isFalse();
      byte[] before = same.toBytes();
      assertThat(silent.forecast(same, other.forecast())).isTrue();
      assertThat(Snapshot.forecast(other)).as("step " + t).isEqualTo(Snapshot.forecast(out));
      same.describe();
      assertThat(same.toBytes()).isEqualTo(before).isEqualTo(state.toBytes());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hostileInputGivesFiniteOutputInOrder(Case c) {
    for (String precision : List.of("single", "double")) {
      SeriesPipeline pipeline = c.spec(precision).newPipeline();
      StepResult out = pipeline.newOutput();
      Signals.hostile()
          .forEach(
              (what, x) -> {
                State state = pipeline.newState();
                for (int t = 0; t < x.length; t++) {
                  move(pipeline, state, t, x[t], out);
                  if (!SoundResult.holds(state, out)) {
                    fail("%s, %s, step %d: %s".formatted(what, precision, t, Snapshot.of(out)));
                  }
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void differencesThatVanishAndComeBackLeaveEverythingFinite(Case c) {
    SeriesPipeline pipeline = c.spec("single").newPipeline(new Emission(7, 0));
    StepResult out = pipeline.newOutput();
    Signals.vanishing()
        .forEach(
            (what, x) -> {
              State state = pipeline.newState();
              for (int t = 0; t < x.length; t++) {
                if (t % 1100 == 900) {
                  pipeline.skip(state, 5000);
                }
                move(pipeline, state, t, x[t], out);
                if (!SoundResult.holds(state, out)) {
                  fail("%s, step %d: %s".formatted(what, t, Snapshot.of(out)));
                }
                if (t % 100 == 99) {
                  byte[] stored = state.toBytes();
                  state = pipeline.read(stored);
                  assertThat(state.toBytes()).as("%s, step %d", what, t).isEqualTo(stored);
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void describesItselfInFiniteNumbersUnderStableNames(Case c) {
    SeriesPipeline pipeline = c.spec("single").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    Set<String> stages = state.describe().keySet();
    for (int t = 0; t < SERIES.length; t++) {
      step(pipeline, state, t, SERIES[t], out);
      assertThat(state.describe().keySet()).isEqualTo(stages);
      state
          .describe()
          .forEach(
              (stage, fields) ->
                  assertThat(fields.values()).as(stage).allMatch(d -> Double.isFinite(d)));
    }
    assertThat(stages).isEqualTo(pipeline.stages().keySet());
    assertThat(state.describe().values()).allMatch(CatalogContractTest::isOrdered);
  }

  /** The order of {@link Map#of} is another one in each process. */
  private static boolean isOrdered(Map<String, Double> fields) {
    return fields.size() < 2 || fields instanceof LinkedHashMap || fields instanceof SortedMap;
  }

  private static List<List<Object>> run(SeriesPipeline pipeline, double[] x) {
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    List<List<Object>> steps = new ArrayList<>();
    for (int t = 0; t < x.length; t++) {
      steps.add(step(pipeline, state, t, x[t], out));
    }
    return steps;
  }

  /** One step; NaN is a step without a value. */
  private static List<Object> step(
      SeriesPipeline pipeline, State state, int t, double x, StepResult out) {
    move(pipeline, state, t, x, out);
    return Snapshot.of(out);
  }

  private static void move(SeriesPipeline pipeline, State state, int t, double x, StepResult out) {
    if (Double.isNaN(x)) {
      pipeline.miss(state, t * MINUTE, out);
    } else {
      pipeline.step(state, t * MINUTE, x, out);
    }
  }
}
