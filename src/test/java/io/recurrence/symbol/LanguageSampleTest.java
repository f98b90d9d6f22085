package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LanguageSampleTest {

  /** After a symbol k comes k + 1 with 0.7, k with 0.2, k + 2 with 0.1. */
  private static final class Ring implements SymbolModel {
    @Override
    public int symbols() {
      return 3;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void predict(double[] h, double[] p) {
      int k = (int) h[0];
      p[(k + 1) % 3] = 0.7;
      p[k] = 0.2;
      p[(k + 2) % 3] = 0.1;
    }

    @Override
    public void step(double[] h, int symbol) {
      h[0] = symbol;
    }
  }

  /** How often each comes after the one before, by the distance. */
  private static double[] shares(double temperature) {
    int[] written = new LanguageSample(new Ring(), temperature, 3).write(new int[] {0}, 50_000);
    double[] shares = new double[3];
    int before = 0;
    for (int symbol : written) {
      shares[Math.floorMod(symbol - before, 3)] += 1.0 / written.length;
      before = symbol;
    }
    return shares;
  }

  @Test
  void drawsAsTheModelSaysAtATemperatureOfOne() {
    assertThat(shares(1)).containsExactly(new double[] {.2, .7, .1}, within(.01));
  }

  @Test
  void aTemperatureSharpensOrFlattens() {
    double whole = Math.sqrt(.2) + Math.sqrt(.7) + Math.sqrt(.1);
    assertThat(shares(2))
        .containsExactly(
            new double[] {Math.sqrt(.2) / whole, Math.sqrt(.7) / whole, Math.sqrt(.1) / whole},
            within(.01));
    assertThat(shares(.01)).containsExactly(new double[] {0, 1, 0}, within(1e-9));
    assertThatThrownBy(() -> new LanguageSample(new Ring(), 0, 1))
        .hasMessage("a temperature must be above 0, but is 0.0");
  }

  @Test
  void theSameSeedWritesTheSame() {
    int[] first = new LanguageSample(new Ring(), 1, 8).write(new int[] {2}, 100);
    assertThat(new LanguageSample(new Ring(), 1, 8).write(new int[] {2}, 100)).isEqualTo(first);
    assertThat(Arrays.equals(new LanguageSample(new Ring(), 1, 9).write(new int[] {2}, 100), first))
        .isFalse();
  }
}
