package io.recurrence.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trades of five symbols, looked at for what the feed promises. */
class TickFeedTest {
  private static final long START = 1_767_225_600_000L;
  private static final int TRADES = 300_000;
  private static final Map<String, List<Sample>> SYMBOLS = new HashMap<>();

  @BeforeAll
  static void trade() {
    TickFeed feed = new TickFeed(11, START, 5);
    long last = START;
    for (int i = 0; i < TRADES; i++) {
      Sample sample = feed.next();
      assertThat(sample.time()).isGreaterThanOrEqualTo(last);
      last = sample.time();
      SYMBOLS.computeIfAbsent(sample.series(), s -> new ArrayList<>()).add(sample);
    }
  }

  /** Returns of one symbol, without those of a jump. */
  private static double[] returns(List<Sample> trades) {
    return Signals.of(
        trades.size() - 1,
        t ->
            trades.get(t + 1).label().isEmpty()
                ? Math.log(trades.get(t + 1).value() / trades.get(t).value())
                : 0);
  }

  private static double autocorrelation(double[] x, int lag) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double covariance = 0;
    double variance = 0;
    for (int t = 0; t < x.length; t++) {
      variance += (x[t] - mean) * (x[t] - mean);
      covariance += t < lag ? 0 : (x[t] - mean) * (x[t - lag] - mean);
    }
    return covariance / variance;
  }

  @Test
  void allSymbolsTradeAtAboutTheRateOfTheProcess() {
    assertThat(SYMBOLS).hasSize(5);
    double rate = 0.5 / (1 - 0.6); // base rate over 1 - excitement per trade
    SYMBOLS.forEach(
        (symbol, trades) -> {
          double seconds = (trades.get(trades.size() - 1).time() - START) / 1000.0;
          assertThat(trades.size() / seconds).as(symbol).isCloseTo(rate, within(0.1));
        });
  }

  @Test
  void timesAreIrregularAndTradesComeInBursts() {
    SYMBOLS.forEach(
        (symbol, trades) -> {
          double[] gaps =
              Signals.of(trades.size() - 1, t -> trades.get(t + 1).time() - trades.get(t).time());
          double mean = 0;
          double squares = 0;
          for (double gap : gaps) {
            mean += gap / gaps.length;
            squares += gap * gap / gaps.length;
          }
          double variation = Math.sqrt(squares - mean * mean) / mean;
          assertThat(variation).as("1 would be without memory").isGreaterThan(1.1);
          assertThat(autocorrelation(gaps, 1)).isGreaterThan(0.05);
        });
  }

  @Test
  void volatilityClustersAndReturnsThemselvesDoNot() {
    SYMBOLS.forEach(
        (symbol, trades) -> {
          double[] returns = returns(trades);
          double[] squares = Signals.of(returns.length, t -> returns[t] * returns[t]);
          double clusters = 0;
          for (int lag = 1; lag <= 20; lag++) {
            clusters += autocorrelation(squares, lag) / 20;
          }
          assertThat(clusters).as(symbol).isGreaterThan(0.03);
          assertThat(autocorrelation(returns, 5)).as(symbol).isCloseTo(0, within(0.03));
        });
  }

  @Test
  void jumpsAreRareLabelledAndLarge() {
    int jumps = 0;
    for (List<Sample> trades : SYMBOLS.values()) {
      for (int t = 1; t < trades.size(); t++) {
        if (trades.get(t).label().equals("jump")) {
          double change = Math.log(trades.get(t).value() / trades.get(t - 1).value());
          assertThat(Math.abs(change)).isBetween(0.006, 0.01);
          jumps++;
        } else {
          assertThat(trades.get(t).label()).isEmpty();
        }
      }
    }
    assertThat(jumps).isBetween(4, 40);
  }

  @Test
  void pricesAreInCentsAndPositive() {
    SYMBOLS.forEach(
        (symbol, trades) ->
            trades.forEach(
                trade -> {
                  assertThat(trade.value()).isPositive();
                  assertThat(trade.value() * 100)
                      .isCloseTo(Math.rint(trade.value() * 100), within(1e-6));
                  assertThat(trade.present()).isTrue();
                }));
  }
}
