package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContextMixtureTest {

  @Test
  void comesNearTheEntropyOfChainsOfAnyOrder() {
    for (int order = 0; order <= 3; order++) {
      double[][] rows = Chains.rows(5, order, 5, 7 + order);
      int[] symbols = Chains.simulate(rows, 40_000, order);
      ContextMixture mixture = new ContextMixture(5, 6, 8192, -1, null);
      double bits = Chains.bits(mixture, Chains.started(mixture), symbols, 20_000);
      assertThat(bits).isLessThan(1.03 * Chains.bits(rows, symbols, 20_000));
    }
  }

  @Test
  void givesEverySymbolAProbabilityWhateverComes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int symbols : new int[] {2, 3, 27, 100}) {
      ContextMixture mixture = new ContextMixture(symbols, 4, 4096, 0, null);
      double[] h = Chains.started(mixture);
      double[] p = new double[symbols];
      for (int t = 0; t < 20_000; t++) {
        int kind = t / 5000;
        mixture.step(h, kind == 0 ? 1 : kind == 1 ? random.nextInt(symbols) : t % symbols);
        if (t % 100 == 0) {
          mixture.predict(h, p);
          assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
          assertThat(Arrays.stream(p).min().orElseThrow()).isPositive();
        }
      }
    }
  }

  @Test
  void remembersExactlyWhatIsStored() {
    ContextMixture mixture = new ContextMixture(16, 6, 4096, -1, new MarkovChain(16, 1, 64));
    double[] h = Chains.started(mixture);
    SplittableRandom random = new SplittableRandom(2);
    for (int t = 0; t < 5000; t++) {
      mixture.step(h, random.nextInt(1 + random.nextInt(16)));
      double[] stored = h.clone();
      mixture.storage().round(stored);
      assertThat(h).isEqualTo(stored);
    }
    assertThat(mixture.storage().size()).isEqualTo(mixture.size());
    assertThat(new ContextMixture(16, 6, 4096, -1, null).storage().bytes()).isBetween(4090, 4096);
  }

  @Test
  void followsASequenceWithoutLearning() {
    double[][] rows = Chains.rows(4, 2, 5, 1);
    for (SymbolModel model :
        new SymbolModel[] {
          new ContextMixture(4, 3, 2048, 0, null),
          new ContextMixture(4, 3, 2048, -1, new MarkovChain(4, 2, 64)),
          new MarkovChain(4, 2, 64)
        }) {
      double[] h = Chains.started(model);
      for (int symbol : Chains.simulate(rows, 2000, 1)) {
        model.step(h, symbol);
      }
      double[] before = new double[4];
      double[] after = new double[4];
      for (int symbol : new int[] {0, 1, 2, 3}) {
        model.follow(h, symbol);
      }
      double[] at = h.clone();
      model.predict(h, before);
      for (int symbol : new int[] {2, 0, 0, 3, 0, 1, 2, 3}) {
        model.follow(h, symbol);
      }
      model.predict(h, after);
      assertThat(after).isEqualTo(before);
      assertThat(h).isEqualTo(at);
      model.step(h, 0);
      model.predict(h, after);
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void predictsAndStepsAtOnceAsOneAfterTheOther() {
    for (SymbolModel model :
        new SymbolModel[] {
          new ContextMixture(9, 3, 2048, 0, null),
          new ContextMixture(9, 3, 2048, -1, new MarkovChain(9, 2, 64))
        }) {
      double[] h = Chains.started(model);
      double[] g = h.clone();
      double[] p = new double[9];
      double[] q = new double[9];
      SplittableRandom random = new SplittableRandom(4);
      for (int t = 0; t < 1000; t++) {
        int symbol = random.nextInt(1 + random.nextInt(9));
        model.step(h, symbol, p);
        model.predict(g, q);
        model.step(g, symbol);
        assertThat(p).isEqualTo(q);
        assertThat(h).isEqualTo(g);
      }
    }
  }

  @Test
  void gainsByAnotherModelThatKnowsMore() {
    double[][] rows = Chains.rows(6, 3, 6, 3);
    int[] symbols = Chains.simulate(rows, 6000, 4);
    ContextMixture alone = new ContextMixture(6, 2, 2048, -1, null);
    MarkovChain third = new MarkovChain(6, 3, 4096);
    ContextMixture both = new ContextMixture(6, 2, 2048, -1, third);
    double bits = Chains.bits(both, Chains.started(both), symbols, 3000);
    assertThat(bits)
        .isLessThan(.95 * Chains.bits(alone, Chains.started(alone), symbols, 3000))
        .isLessThan(Chains.bits(third, Chains.started(third), symbols, 3000));
  }

  @Test
  void findsWordsWhereASeparatorIsGiven() {
    SplittableRandom random = new SplittableRandom(5);
    int[] symbols = new int[30_000]; // words of 1 to 6 letters that name their own length
    for (int t = 0; t < symbols.length; ) {
      int length = 1 + random.nextInt(6);
      for (int i = 0; i <= length && t < symbols.length; i++) {
        symbols[t++] = i == length ? 0 : i == 0 ? length : 7;
      }
    }
    ContextMixture without = new ContextMixture(8, 2, 4096, -1, null);
    ContextMixture with = new ContextMixture(8, 2, 4096, 0, null);
    assertThat(Chains.bits(with, Chains.started(with), symbols, 10_000))
        .isLessThan(.8 * Chains.bits(without, Chains.started(without), symbols, 10_000));
  }

  @Test
  void refusesSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new ContextMixture(1, 3, 4096, -1, null)).hasMessageContaining("[2,");
    assertThatThrownBy(() -> new ContextMixture(4, 17, 4096, -1, null))
        .hasMessageContaining("order");
    assertThatThrownBy(() -> new ContextMixture(4, 3, 100, -1, null)).hasMessageContaining("512");
    assertThatThrownBy(() -> new ContextMixture(400, 6, 600, -1, null))
        .hasMessageContaining("too few");
    assertThatThrownBy(() -> new ContextMixture(4, 3, 4096, 4, null))
        .hasMessageContaining("separator");
    assertThatThrownBy(() -> new ContextMixture(4, 3, 4096, -1, new MarkovChain(5, 1, 16)))
        .hasMessageContaining("other symbols");
  }
}
