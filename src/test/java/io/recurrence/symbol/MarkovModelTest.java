package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovModelTest {

  /** The same from lists of all that came, forgetting nothing. */
  private static final class Account {
    private final int bins;
    private final List<Double> all = new ArrayList<>();
    private final List<List<Double>> members = new ArrayList<>();
    private double[][] followed;
    private double[] edges = {};
    private int bin = -1;

    Account(int bins) {
      this.bins = bins;
      this.followed = new double[bins][bins];
      for (int j = 0; j < bins; j++) {
        members.add(new ArrayList<>());
      }
    }

    void take(double x) {
      boolean begun = edges.length > 0;
      if (begun) {
        assign(x);
      }
      all.add(x);
      int stride = 1;
      while ((all.size() + stride - 1) / stride > 64) {
        stride *= 2;
      }
      List<Double> sample = new ArrayList<>();
      for (int i = 0; i < all.size(); i += stride) {
        sample.add(all.get(i));
      }
      if (sample.size() < 64 || (all.size() - 1) % stride > 0) {
        return;
      }
      List<Integer> before = new ArrayList<>(sample.stream().map(this::bin).toList());
      double[] sorted = sample.stream().sorted().mapToDouble(v -> v).toArray();
      for (int i = 0; i < bins && begun; i++) {
        if (!before.contains(i) && !members.get(i).isEmpty()) {
          before.add(i);
          sample.add(members.get(i).stream().mapToDouble(v -> v).average().orElseThrow());
        }
      }
      edges = edges(sorted);
      if (begun) {
        renew(sample, before);
      } else {
        all.forEach(this::assign);
      }
    }

    private int bin(double x) {
      return (int) Arrays.stream(edges).filter(edge -> x > edge).count();
    }

    private void assign(double x) {
      int to = bin(x);
      if (bin >= 0) {
        followed[bin][to]++;
      }
      members.get(to).add(x);
      bin = to;
    }

    private double[] edges(double[] sorted) {
      double[] edges = new double[bins - 1];
      for (int j = 1; j < bins; j++) {
        double at = j * 64.0 / bins - .5;
        double share = at - Math.floor(at);
        edges[j - 1] =
            (1 - share) * sorted[(int) Math.floor(at)] + share * sorted[(int) Math.ceil(at)];
        int from = (int) Math.floor((j - 1) * 64.0 / bins);
        int to = (int) Math.ceil((j + 1) * 64.0 / bins) - 1;
        for (int k = from; k < to; k++) {
          if (2 * (sorted[k + 1] - sorted[k]) > sorted[to] - sorted[from]) {
            edges[j - 1] = (sorted[k] + sorted[k + 1]) / 2;
          }
        }
      }
      return edges;
    }

    private void renew(List<Double> sample, List<Integer> before) {
      double[][] counts = new double[bins][bins];
      for (int a = 0;
          a < before.size();
          a++) { // a transition is shared by all pairs of values that it may be
        for (int b = 0; b < before.size(); b++) {
          int i = before.get(a);
          int k = before.get(b);
          double pairs =
              (double) Collections.frequency(before, i) * Collections.frequency(before, k);
          counts[bin(sample.get(a))][bin(sample.get(b))] += followed[i][k] / pairs;
        }
      }
      followed = counts;
      members.forEach(List::clear);
      sample.forEach(x -> members.get(bin(x)).add(x));
      bin = bin(sample.get(63)); // the newest, before those that are no values
    }

    double[] forecast(int steps) {
      double[] path = new double[steps];
      double[] p = new double[bins];
      p[bin] = 1;
      for (int k = 0; k < steps; k++) {
        double[] next = new double[bins];
        for (int j = 0; j < bins; j++) {
          double share =
              (double) members.get(j).size() / members.stream().mapToInt(List::size).sum();
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
