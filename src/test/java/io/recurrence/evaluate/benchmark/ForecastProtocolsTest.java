package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.testing.Signals;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What each protocol asks of an engine, and how it scores the answer, on series known in full. */
class ForecastProtocolsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Series RAMP = Series.even("ramp", 0, 1000, Signals.of(200, i -> i));

  @Test
  void aWindowIsForecastFromTheRowBeforeIt() {
    Windows windows = Windows.of(new NaiveEngine(1), RAMP, new int[] {100, 150}, 4, 1);
    double mae = (1 + 2 + 3 + 4) / 4.0;
    assertThat(windows.mase()).as("the ramp rises by 1 a step").isEqualTo(mae, EXACT);
    double second = 0;
    for (int k = 1; k <= 4; k++) {
      second += 200.0 * k / (149 + k + 149) / 4;
    }
    double first = 0;
    for (int k = 1; k <= 4; k++) {
      first += 200.0 * k / (99 + k + 99) / 4;
    }
    assertThat(windows.smape()).isEqualTo((first + second) / 2, EXACT);
    assertThat(windows.reliability().forecasts()).isEqualTo(8);
    assertThat(windows.reliability().pointLoss()).isEqualTo(20, EXACT);
  }

  @Test
  void everyRowIsAnOriginAndEachHorizonAMeanOverItsSteps() {
    OnlineTask task =
        new OnlineTask("t", List.of(RAMP), 50, 60, 120, List.of(1, 3), 1, Steps.OF_TIME);
    Prequential result = Prequential.of(new NaiveEngine(1), task, RAMP);
    double variance = (50 * 50 - 1) / 12.0; // of 0, 1 … 49
    assertThat(result.mse(0)).isEqualTo(1 / variance, EXACT);
    assertThat(result.mse(1)).isEqualTo((1 + 4 + 9) / 3.0 / variance, EXACT);
    assertThat(result.mae(1)).isEqualTo(2 / Math.sqrt(variance), EXACT);
    assertThat(result.mseBySteps()[2]).isEqualTo(9 / variance, within(1e-9));
    // origins 59 to 116, whose three actual values are all before row 120
    assertThat(result.reliability().forecasts()).isEqualTo(58 * 3);
  }

  @Test
  void nothingIsAskedBeforeAllRowsUpToTheOriginAreGivenNorAfterMore() {
    List<Integer> asked = new ArrayList<>();
    Engine watched = new Watched(asked);
    OnlineTask task =
        new OnlineTask("t", List.of(RAMP), 50, 60, 65, List.of(1, 2), 1, Steps.OF_TIME);
    Prequential.of(watched, task, RAMP);
    assertThat(asked).as("rows given before each forecast").containsExactly(60, 61, 62, 63, 64);
    asked.clear();
    Windows.of(watched, RAMP, new int[] {100, 150}, 4, 1);
    assertThat(asked).containsExactly(100, 150);
  }

  @Test
  void quantilesOfTheLastValueWidenWithTheSquareRootOfTheStep() {
    Follower follower = new NaiveEngine(1).follow(9, Steps.OF_TIME);
    for (int i = 0; i < 100; i++) {
      follower.step(i, i % 2); // errors of 1
    }
    double z = 1.2815515655446004;
    int ninety = Levels.DECILES[8];
    assertThat(follower.quantile(ninety, 1)).isEqualTo(1 + z, within(1e-8));
    assertThat(follower.quantile(ninety, 9)).isEqualTo(1 + 3 * z, within(1e-8));
  }

  @Test
  void theSeasonalNaiveRepeatsTheLastSeason() {
    Follower follower = new NaiveEngine(3).follow(7, Steps.OF_TIME);
    double[] x = {1, 2, 3, 10, 20, 30, 11};
    for (int i = 0; i < x.length; i++) {
      follower.step(i, x[i]);
    }
    assertThat(Signals.of(7, k -> follower.mean(k + 1)))
        .containsExactly(20, 30, 11, 20, 30, 11, 20);
  }

  @Test
  void coverageCountsWhatFellWithin() {
    Reliability reliability = new Reliability();
    Follower follower = new NaiveEngine(1).follow(1, Steps.OF_TIME);
    for (int i = 0; i < 101; i++) {
      follower.step(i, i % 2 == 0 ? 0 : 1);
    }
    // deviation 1 about 0: 50 % within 0.67, 80 % within 1.28, 95 % within 1.96
    for (double actual : new double[] {0, 0.6, -1.2, 1.9}) {
      reliability.add(follower, 1, actual);
    }
    assertThat(reliability.coverage(0)).isEqualTo(50, EXACT);
    assertThat(reliability.coverage(1)).isEqualTo(75, EXACT);
    assertThat(reliability.coverage(2)).isEqualTo(100, EXACT);
    Reliability twice = new Reliability().add(reliability).add(reliability);
    assertThat(twice.coverage(1)).isEqualTo(75, EXACT);
    assertThat(twice.forecasts()).isEqualTo(8);
  }

  /** Counts the rows given before each forecast that is asked for. */
  private record Watched(List<Integer> asked) implements Engine {
    @Override
    public Follower follow(int horizon, Steps steps) {
      Follower naive = new NaiveEngine(1).follow(horizon, steps);
      return new Follower() {
        private int given;

        @Override
        public void step(long time, double x) {
          given++;
          naive.step(time, x);
        }

        @Override
        public double score() {
          return naive.score();
        }

        @Override
        public double alarm() {
          return naive.alarm();
        }

        @Override
        public boolean flagged() {
          return naive.flagged();
        }

        @Override
        public double expected() {
          return naive.expected();
        }

        @Override
        public double lower() {
          return naive.lower();
        }

        @Override
        public double upper() {
          return naive.upper();
        }

        @Override
        public boolean forecast() {
          asked.add(given);
          return naive.forecast();
        }

        @Override
        public double mean(int k) {
          return naive.mean(k);
        }

        @Override
        public double quantile(int level, int k) {
          return naive.quantile(level, k);
        }
      };
    }

    @Override
    public int stateBytes(int horizon, Steps steps) {
      return 0;
    }
  }
}
