package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovModelTest {

  /** The same from lists of all that came, forgetting nothing. */
  private static final class Account {
    private final int bins;
    private final List<Double> all = new ArrayList<>();
    private final List<List<Double>> members = new ArrayList<>();
    private final double[][] followed;
    private int bin = -1;

    Account(int bins) {
      this.bins = bins;
      this.followed = new double[bins][bins];
      for (int j = 0; j < bins; j++) {
        members.add(new ArrayList<>());
      }
    }

    void take(double x) {
      if (all.size() >= 64) {
        assign(x);
      }
      all.add(x);
      if (all.size() == 64) {
        all.forEach(this::assign);
      }
    }

    private void assign(double x) {
      int to = 0;
      for (double edge : edges()) {
        to += x > edge ? 1 : 0;
      }
      if (bin >= 0) {
        followed[bin][to]++;
      }
      members.get(to).add(x);
      bin = to;
    }

    /** Between the quantiles of every so manieth value, 64 at most. */
    private double[] edges() {
      int stride = 1;
      while ((all.size() + stride - 1) / stride > 64) {
        stride *= 2;
      }
      List<Double> sample = new ArrayList<>();
      for (int i = 0; i < all.size(); i += stride) {
        sample.add(all.get(i));
      }
      sample.sort(null);
      double[] edges = new double[bins - 1];
      for (int j = 1; j < bins; j++) {
        double at = (double) j * sample.size() / bins - .5;
        double share = at - Math.floor(at);
        edges[j - 1] =
            (1 - share) * sample.get((int) Math.floor(at))
                + share * sample.get((int) Math.ceil(at));
      }
      return edges;
    }

    double[] forecast(int steps) {
      double[] path = new double[steps];
      double[] p = new double[bins];
      p[bin] = 1;
      for (int k = 0; k < steps; k++) {
        double[] next = new double[bins];
        for (int j = 0; j < bins; j++) {
          double share = (double) members.get(j).size() / all.size();
          double mean = members.get(j).stream().mapToDouble(v -> v).average().orElse(0);
          for (int i = 0; i < bins; i++) {
            double row = Arrays.stream(followed[i]).sum();
            next[j] += p[i] * (followed[i][j] + share) / (row + 1);
          }
          path[k] += next[j] * mean;
        }
        p = next;
      }
      return path;
    }
  }

  @Test
  void forecastsAsAPlainAccountOfAllThatCame() {
    double[] x = Signals.lifelike(5, 700);
    Trial<MarkovModel> trial = new Trial<>(new MarkovModel(6, 1));
    Account account = new Account(6);
    for (int t = 0; t < x.length; t++) {
      trial.feed(x[t]);
      account.take(x[t]);
      if (t > 63) {
        assertThat(trial.forecast(12))
            .as("after " + t)
            .containsExactly(account.forecast(12), within(1e-9));
      }
    }
  }

  /** With a_12 = a_21 = .05, what is known of the level fades by .9 a step. */
  @Test
  void theForecastGoesFromTheLevelToThatOfTheSeries() {
    int[] levels = Chains.simulate(new double[][] {{.95, .05}, {.05, .95}}, 20_000, 1);
    Trial<MarkovModel> trial =
        new Trial<>(new MarkovModel(8, 1))
            .feed(Signals.of(levels.length, t -> levels[t] == 0 ? -2 : 6))
            .feed(-2, -2);
    double[] path = trial.forecast(60);
    double[] deviation = trial.deviation(60);
    for (int k = 0; k < path.length; k++) {
      double low = (1 + Math.pow(.9, k + 1)) / 2; // probability of the lower level
      assertThat(path[k]).as("step " + (k + 1)).isCloseTo(6 - 8 * low, within(.2));
      assertThat(deviation[k]).isCloseTo(8 * Math.sqrt(low * (1 - low)), within(.2));
    }
    assertThat(trial.described("bin")).isZero();
    assertThat(trial.described("stays")).isCloseTo(.95, within(.01));
  }

  @Test
  void aSeriesOfFewValuesHasAsManyBins() {
    Trial<MarkovModel> trial = new Trial<>(new MarkovModel(8, 1));
    for (int t = 0; t < 3000; t++) { // 1 always follows 0, and 7 always 1
      trial.feed(t % 3 == 0 ? 0 : t % 3 == 1 ? 1 : 7);
    }
    assertThat(trial.forecast(3)).containsExactly(new double[] {0, 1, 7}, within(.05));
  }

  @Test
  void aSilenceLetsTheForecastReturnToTheSeries() {
    double[] x = Signals.of(2000, t -> t / 100 % 2 == 0 ? 1 : 5);
    Trial<MarkovModel> trial = new Trial<>(new MarkovModel(4, 1)).feed(x);
    assertThat(trial.forecast(1)[0]).isGreaterThan(4.9);
    double[] ahead = trial.forecast(50);
    trial.feed(Signals.of(49, t -> Double.NaN));
    assertThat(trial.forecast(1)[0]).isCloseTo(ahead[49], within(1e-9));
    assertThat(trial.feed(1).forecast(1)[0]).isLessThan(1.1);
  }

  @Test
  void forgetsTransitionsThatStopped() {
    double[] alternating = Signals.of(1000, t -> t % 2);
    double[] lasting = Signals.of(1000, t -> t / 10 % 2);
    assertThat(trial(.95).feed(alternating).feed(lasting).forecast(1)[0]).isGreaterThan(.8);
    assertThat(trial(1).feed(alternating).feed(lasting).forecast(1)[0]).isLessThan(.6);
  }

  private static Trial<MarkovModel> trial(double forgetting) {
    return new Trial<>(new MarkovModel(2, forgetting));
  }

  @Test
  void beforeItHasBegunTheMeanSoFarIsTheForecast() {
    Trial<MarkovModel> trial = trial(1).feed(1, 2, 6);
    assertThat(trial.forecast(3)).containsExactly(new double[] {3, 3, 3}, within(1e-12));
    assertThat(trial.deviation(3)).isEmpty();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new MarkovModel(1, 1)).hasMessageContaining("bins");
    assertThatThrownBy(() -> new MarkovModel(17, 1)).hasMessageContaining("bins");
    assertThatThrownBy(() -> new MarkovModel(8, 0)).hasMessageContaining("forgetting");
  }
}
