package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymbolSurpriseTest {
  private static final int SERIES = 4;
  private static final int SYMBOLS = 40_000; // of each series
  private static final double[] MILD = {.5, .3, .2};

  @Test
  void isExpectedToBeTheEntropy() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 100; trial++) {
      double[] p = distribution(random, 2 + random.nextInt(20));
      double mean = 0;
      for (int k = 0; k < p.length; k++) {
        mean += p[k] * SymbolSurprise.surprise(p, k);
        assertThat(SymbolSurprise.surprise(p, k))
            .isCloseTo(-StrictMath.log(p[k]) / StrictMath.log(2), within(1e-7));
      }
      assertThat(SymbolSurprise.entropy(p)).isCloseTo(mean, within(1e-7));
    }
    double[] even = {.125, .125, .125, .125, .125, .125, .125, .125};
    assertThat(SymbolSurprise.entropy(even)).isCloseTo(3, within(1e-8));
  }

  @Test
  void countsWhatIsLessProbableAndHalfOfWhatIsAsProbable() {
    double[] p = {.4, .1, .1, .25, .15};
    assertThat(SymbolSurprise.rarity(p, 0)).isCloseTo(.8, within(1e-12));
    assertThat(SymbolSurprise.rarity(p, 1)).isCloseTo(.1, within(1e-12));
    assertThat(SymbolSurprise.rarity(p, 2)).isCloseTo(.1, within(1e-12));
    assertThat(SymbolSurprise.rarity(p, 4)).isCloseTo(.275, within(1e-12));
  }

  @Test
  void isOneHalfRareOnAverageWhateverIsPredicted() {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 100; trial++) {
      double[] p = distribution(random, 2 + random.nextInt(20));
      double mean = 0; // of a mid-p value under its own law
      for (int k = 0; k < p.length; k++) {
        mean += p[k] * SymbolSurprise.rarity(p, k);
      }
      assertThat(mean).isCloseTo(.5, within(1e-12));
    }
  }

  @Test
  void flagsAMachineWithRareFaultsNoMoreOftenThanAskedFor() {
    double[] rates =
        rates(
            6,
            true,
            (t, last, random) -> random.nextInt(300) == 0 ? random.nextInt(6) : (last + 1) % 6);
    assertThat(rates[0]).isBetween(.0015, .015); // faults: .28 %
    assertThat(rates[1]).isBetween(.00067, .0015);
  }

  @Test
  void flagsAChainAsOftenAsAskedFor() {
    double[][] rows = rows(3, 8);
    double[] rates = rates(8, true, (t, last, random) -> draw(rows[last], random));
    assertThat(rates[0]).isBetween(.0067, .015);
    assertThat(rates[1]).isBetween(.0004, .0015);
  }

  @Test
  void flagsAChainThatTheModelIsTooShortForNoMoreOftenThanAskedFor() {
    double[][] rows = rows(4, 64);
    int[] before = {0};
    double[] rates =
        rates(
            8,
            true,
            (t, last, random) -> {
              int next = draw(rows[before[0] * 8 + last], random);
              before[0] = last;
              return next;
            });
    assertThat(rates[0]).isBetween(.002, .015);
    assertThat(rates[1]).isLessThan(.0015);
  }

  @Test
  void flagsManySymbolsNoMoreOftenThanAskedFor() {
    double[] zipf = new double[200];
    for (int k = 0; k < 200; k++) {
      zipf[k] = 1 / (5.878 * (k + 1));
    }
    double[] rates = rates(200, false, (t, last, random) -> draw(zipf, random));
    assertThat(rates[0]).isBetween(.0067, .015);
    assertThat(rates[1]).isLessThan(.0015); // the rarest symbol has .085 %
  }

  @Test
  void flagsAChangingRegimeNoMoreOftenThanAskedFor() {
    double[][] one = rows(5, 8);
    double[][] other = rows(6, 8);
    double[] rates =
        rates(
            8, true, (t, last, random) -> draw((t / 10_000 % 2 == 0 ? one : other)[last], random));
    assertThat(rates[0]).isBetween(.002, .015);
    assertThat(rates[1]).isLessThan(.0015);
  }

  @Test
  void findsARunOfSymbolsNoneOfWhichIsRare() {
    SymbolSurprise judge = new SymbolSurprise();
    double[] h = new double[judge.size()];
    SplittableRandom random = new SplittableRandom(7);
    for (int t = 0; t < 5000; t++) {
      judge.step(h, MILD, draw(MILD, random));
    }
    double last = judge.step(h.clone(), MILD, 2);
    for (int t = 0; t < 12; t++) {
      last = judge.step(h, MILD, 2);
    }
    assertThat(last).isGreaterThan(.999);
    assertThat(judge.step(h, MILD, 0)).isLessThan(.5); // what is usual adds nothing
  }

  @Test
  void scoresNothingAsRareBeforeItHasSeenEnough() {
    SymbolSurprise judge = new SymbolSurprise();
    double[] h = new double[judge.size()];
    double[] p = {1 - 1e-9, 1e-9};
    assertThat(judge.step(h, p, 1)).isLessThan(.99);
    for (int t = 0; t < 2000; t++) {
      judge.step(h, p, 0);
    }
    assertThat(judge.step(h, p, 1)).isGreaterThan(.999);
  }

  @Test
  void isStoredExactlyInLessThan200Bytes() {
    SymbolSurprise judge = new SymbolSurprise();
    assertThat(judge.storage().size()).isEqualTo(judge.size());
    assertThat(judge.storage().bytes()).isLessThan(200);
    double[] h = new double[judge.size()];
    SplittableRandom random = new SplittableRandom(8);
    for (int t = 0; t < 1_000_000; t++) {
      double[] p = t % 3 == 0 ? MILD : new double[] {1e-300, 1, 1e-12};
      double score = judge.step(h, p, random.nextInt(3));
      assertThat(score >= 0 && score <= 1).isTrue();
    }
    double[] stored = h.clone();
    judge.storage().round(stored);
    assertThat(stored).containsExactly(h);
    assertThat(judge.finite(h)).isTrue();
  }

  private interface Source {
    int next(int t, int last, SplittableRandom random);
  }

  /** How often scores of .99 and .999 are passed from the 1000th symbol on. */
  private static double[] rates(int symbols, boolean ordered, Source source) {
    double[] hits = new double[2];
    for (int series = 0; series < SERIES; series++) {
      SplittableRandom random = new SplittableRandom(1000 + series);
      SymbolSurprise judge = new SymbolSurprise();
      double[] h = new double[judge.size()];
      double[][] counts = new double[ordered ? symbols : 1][symbols]; // a model of the test's own
      for (double[] row : counts) {
        Arrays.fill(row, 1.0 / symbols);
      }
      int last = 0;
      for (int t = 0; t < SYMBOLS; t++) {
        double[] row = counts[ordered ? last : 0];
        double total = Arrays.stream(row).sum();
        double[] p = Arrays.stream(row).map(count -> count / total).toArray();
        last = source.next(t, last, random);
        double score = judge.step(h, p, last);
        hits[0] += t >= 1000 && score >= .99 ? 1 : 0;
        hits[1] += t >= 1000 && score >= .999 ? 1 : 0;
        row[last]++;
        if (total > 2000) {
          Arrays.setAll(row, k -> row[k] / 2);
        }
      }
    }
    return Arrays.stream(hits).map(hit -> hit / SERIES / (SYMBOLS - 1000)).toArray();
  }

  private static double[][] rows(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> distribution(random, 8));
    return rows;
  }

  private static double[] distribution(SplittableRandom random, int symbols) {
    double[] p = new double[symbols];
    Arrays.setAll(p, k -> StrictMath.pow(-StrictMath.log(1 - random.nextDouble()), 2) + 1e-6);
    double total = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / total).toArray();
  }

  private static int draw(double[] p, SplittableRandom random) {
    double u = random.nextDouble();
    int k = 0;
    while (k < p.length - 1 && u >= p[k]) {
      u -= p[k++];
    }
    return k;
  }
}
