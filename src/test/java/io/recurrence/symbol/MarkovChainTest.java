package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkovChainTest {

  @Test
  void countsWhatFollowedTheLastSymbols() {
    SplittableRandom random = new SplittableRandom(1);
    MarkovChain chain = new MarkovChain(4, 3, 1 << 16);
    double[] h = started(chain);
    double[] p = new double[4];
    Map<List<Integer>, double[]> counts = new HashMap<>();
    List<Integer> past = new ArrayList<>(List.of(-1, -1, -1));
    for (int t = 0; t < 5000; t++) {
      List<Integer> context = List.copyOf(past.subList(past.size() - 3, past.size()));
      double[] row = counts.computeIfAbsent(context, c -> new double[4]);
      double total = row[0] + row[1] + row[2] + row[3];
      chain.predict(h, p);
      for (int k = 0; k < 4; k++) {
        assertThat(p[k]).isCloseTo((row[k] + .25) / (total + 1), within(1e-12));
      }
      int symbol = random.nextInt(1 + random.nextInt(4));
      row[symbol]++;
      chain.step(h, symbol);
      past.add(symbol);
    }
  }

  @Test
  void findsTheTransitionsOfAChain() {
    double[][] transitions = {{.1, .6, .3}, {.5, .25, .25}, {0, .1, .9}};
    MarkovChain chain = new MarkovChain(3, 1, 64);
    double[] h = started(chain);
    SplittableRandom random = new SplittableRandom(2);
    int symbol = 0;
    for (int t = 0; t < 100_000; t++) {
      double u = random.nextDouble();
      double[] row = transitions[symbol];
      symbol = u < row[0] ? 0 : u < row[0] + row[1] ? 1 : 2;
      chain.step(h, symbol);
    }
    double[] p = new double[3];
    chain.predict(h, p);
    assertThat(p).containsExactly(transitions[symbol], within(.01));
  }

  @Test
  void staysBoundedWhateverComes() {
    MarkovChain chain = new MarkovChain(50, 2, 16);
    double[] h = started(chain);
    double[] p = new double[50];
    SplittableRandom random = new SplittableRandom(3);
    for (int t = 0; t < 100_000; t++) {
      chain.step(h, t < 50_000 ? random.nextInt(50) : 7);
      double[] rounded = h.clone();
      chain.storage().round(rounded);
      if (t % 100 == 0) {
        assertThat(h).isEqualTo(rounded);
      }
    }
    chain.predict(h, p);
    assertThat(p[7]).isGreaterThan(.99);
    assertThat(IntStream.range(0, 50).mapToDouble(k -> p[k]).sum()).isCloseTo(1, within(1e-12));
    assertThat(IntStream.range(0, 50).allMatch(k -> p[k] > 0)).isTrue();
  }

  @Test
  void refusesSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new MarkovChain(1, 1, 16)).hasMessageContaining("symbols");
    assertThatThrownBy(() -> new MarkovChain(2, -1, 16)).hasMessageContaining("order");
    assertThatThrownBy(() -> new MarkovChain(2, 1, 2)).hasMessageContaining("cells");
  }

  private static double[] started(SymbolModel model) {
    double[] h = new double[model.size()];
    model.start(h);
    return h;
  }
}
