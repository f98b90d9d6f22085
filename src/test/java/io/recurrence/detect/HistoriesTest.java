package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private final Histories histories = new Histories(2, 3);
  private final double[] h = new double[3 + Histories.size(2)];
  private double mass;

  HistoriesTest() {
    histories.start(h);
  }

  private void learn(double... values) {
    for (double value : values) {
      histories.learn(h, 1, value, mass < 20);
      mass++;
    }
  }

  private double surprise(double value) {
    return histories.surprise(h, 1, value, Math.log(mass + 1));
  }

  @Test
  void aSideNeverSeenIsAsSurprisingAsAllValuesTogether() {
    learn(Signals.of(100, t -> 1 + t / 100.0));
    assertThat(surprise(-1)).isCloseTo(Math.log(101), within(1e-9));
    assertThat(histories.beyond(h, 0)).isZero();
    assertThat(h[0] + h[1] + h[2]).as("what is not its own").isZero();
  }

  @Test
  void surpriseIsTheLogarithmOfTheShareAsExtreme() {
    double[] e = Signals.normal(251, 10_000);
    learn(e);
    for (double value : new double[] {1, 1.7, 2.2, 2.8}) {
      int beyond = 0;
      for (double z : e) {
        beyond += Math.abs(z) >= value ? 1 : 0;
      }
      double exact = -Math.log(beyond / 10_000.0);
      double room = value < 2.5 ? .45 : 1; // bins grow by 1.4, and the last is half empty
      assertThat(surprise(value)).as("%s above", value).isCloseTo(exact, within(room));
      assertThat(surprise(-value)).as("%s below", value).isCloseTo(exact, within(room));
    }
  }

  @Test
  void theFartherTheMoreSurprising() {
    learn(Signals.normal(252, 3000));
    double last = -1;
    for (double value = .01; value < 1e6; value *= 1.02) {
      assertThat(surprise(value)).as("%s", value).isGreaterThanOrEqualTo(last - 1e-9);
      last = surprise(value);
    }
    assertThat(last).isGreaterThan(Math.log(3000) + 5);
  }

  @Test
  void aRecordRisesByTwoBinsAtMostOnceValuesAreSettled() {
    learn(Signals.normal(253, 1000));
    double before = histories.beyond(h, 1);
    learn(before * 1.1);
    assertThat(histories.beyond(h, 1) / before).isCloseTo(1.96, within(1e-6));
  }

  @Test
  void aFewValuesFarBeyondAllOthersDoNotBecomeNormal() {
    learn(Signals.normal(258, 1000));
    double raised = histories.beyond(h, 1);
    double first = surprise(80);
    learn(80, -999, 80, 80);
    assertThat(histories.beyond(h, 1)).isLessThan(4 * raised);
    assertThat(surprise(80)).isGreaterThan(.6 * first);
    learn(Signals.of(400, t -> 80 + t / 100.0));
    assertThat(surprise(82)).as("many of them are normal").isLessThan(3);
  }

  @Test
  void eachValueIsCountedOnceWhateverTheRecordDoes() {
    double[] e = Signals.normal(254, 2000);
    learn(Signals.of(2000, t -> e[t] * Math.pow(1.004, t)));
    double counted = 0;
    for (int i = 3 + 2 * 13; i < 3 + 4 * 13; i++) {
      counted += h[i];
    }
    assertThat(counted).isEqualTo(2000);
  }

  @Test
  void halvingKeepsTheSharesAndForgetsASingleRecordInTime() {
    learn(Signals.normal(255, 16_000));
    double before = surprise(2);
    learn(6, 8, 11, 15, 20, 28);
    double raised = histories.beyond(h, 1);
    for (int i = 0; i < 6; i++) {
      histories.halve(h, i % 2 == 1);
      mass /= 2;
    }
    assertThat(histories.beyond(h, 1)).isLessThan(raised / 2);
    assertThat(surprise(2)).isCloseTo(before, within(.35));
    for (int i = 0; i < 20; i++) {
      histories.halve(h, i % 2 == 1);
    }
    assertThat(histories.beyond(h, 1)).as("all is forgotten").isZero();
  }

  @Test
  void aFinerUnitMovesTheFirstStatisticsAlone() {
    learn(Signals.normal(256, 1000));
    for (double value : Signals.normal(257, 1000)) {
      histories.learn(h, 0, value, false);
    }
    double other = histories.beyond(h, 1);
    double before = histories.beyond(h, 0);
    double bins = Histories.bins(3);
    assertThat(bins).isEqualTo(3); // 1.4^3 = 2.7
    histories.restate(h, 1, bins);
    assertThat(histories.beyond(h, 1)).isEqualTo(other);
    assertThat(before / histories.beyond(h, 0)).isCloseTo(2.744, within(1e-6));
  }
}
