package io.recurrence.symbol;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Precision;
import io.recurrence.core.Recurrence;
import io.recurrence.core.Storage;

/**
 * How surprising symbols are that a {@link SymbolModel} predicted, and how rare such a surprise is
 * in the history of the series.
 *
 * <p>Evidence that a symbol is strange is the larger of two numbers, in nats. Of the symbol alone:
 * {@code -ln rarity}. Of the last ten or so: with {@code a} the sum of {@code surprise - entropy},
 * each weighing {@value #KEPT} of the one after it, and {@code v} that of the variances under the
 * predictions with squared weights, {@code a^2 / (2v + a)}: the form of Freedman's inequality
 * (1975) for sums of which each term has mean 0 whatever came before. So a run of mildly odd
 * symbols is found; one symbol weighs no more in it than alone. It counts only where the symbol
 * adds to it.
 *
 * <p>The anomaly score is 1 - P, P being the share of the last 8,192 to 16,384 symbols with as much
 * evidence, this one with them (a conformal p-value: Vovk, Gammerman and Shafer, 2005), read off a
 * histogram; of the symbol's own bin two thirds count. So where evidence keeps its distribution, no
 * score of 1 - P is passed more than 1.5 times as often as P says, whatever the model; it is passed
 * less often where evidence has few values, since equal evidence is scored equally.
 *
 * <p>In the memory: symbols so far, up to the next halving of the counts; a; v; the counts by
 * evidence.
 */
public final class SymbolSurprise implements Recurrence {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double TIE = 1 + 1e-9; // probabilities nearer than that are equal

  private static final int AGE = 0;
  private static final int SUM = 1;
  private static final int VARIANCE = 2;
  private static final int COUNTS = 3;
  private static final int BINS = 56;
  private static final double WIDTH = .25; // nats
  private static final double OWN_BIN_SHARE = 2 / 3.0; // of the own bin that counts as beyond
  private static final double PRIOR = 30; // symbols with evidence as the model says
  private static final int EARLIEST = 128; // halving; then after twice as many
  private static final int LATEST = 8192; // and then after as many again
  private static final double KEPT = .9;
  private static final double CAUTION = .5; // P falls so much more slowly beyond the record,
  private static final double TRUSTED = 1000; // and half as fast where so many symbols have come

  @Override
  public int size() {
    return COUNTS + BINS;
  }

  @Override
  public Storage storage() {
    return Storage.of(Precision.DOUBLE, COUNTS).then(Precision.SHORT, BINS);
  }

  /** {@code -log2 p[symbol]}, in bits. */
  public static double surprise(double[] p, int symbol) {
    return -ElementaryFunctions.ln(p[symbol]) * LOG2_E;
  }

  /** The surprise to be expected, {@code -sum p log2 p}, in bits. */
  public static double entropy(double[] p) {
    double entropy = 0;
    for (double q : p) {
      entropy -= q * ElementaryFunctions.ln(q);
    }
    return entropy * LOG2_E;
  }

  /**
   * How probable it was that a symbol would come that is less probable than this one; those that
   * are as probable, itself with them, count half.
   */
  public static double rarity(double[] p, int symbol) {
    double low = p[symbol] / TIE;
    double high = p[symbol] * TIE;
    double rarity = 0;
    for (double q : p) {
      rarity += q < low ? q : q <= high ? .5 * q : 0;
    }
    return Math.min(1, rarity);
  }

  /**
   * Judges a symbol, then learns how surprising it was.
   *
   * @param h modified in place
   * @param p what was predicted: all positive, with sum 1
   * @param symbol that came
   * @return the anomaly score, in [0, 1]
   */
  public double step(double[] h, double[] p, int symbol) {
    double evidence = evidence(h, p, symbol);
    double score = score(h, evidence);
    learn(h, evidence);
    return score;
  }

  /** The evidence that a symbol is strange, in nats; a and v move on. */
  double evidence(double[] h, double[] p, int symbol) {
    double mean = 0;
    double square = 0;
    for (double q : p) {
      double ln = ElementaryFunctions.ln(q);
      double weighted = q * ln;
      mean -= weighted;
      square += weighted * ln;
    }
    double excess = -ElementaryFunctions.ln(p[symbol]) - mean;
    h[SUM] = KEPT * h[SUM] + excess;
    h[VARIANCE] = KEPT * KEPT * h[VARIANCE] + Math.max(0, square - mean * mean);
    double evidence = -ElementaryFunctions.ln(rarity(p, symbol));
    double a = h[SUM];
    if (excess > 0 && a > 0) {
      evidence = Math.max(evidence, a * a / (2 * h[VARIANCE] + a));
    }
    return evidence;
  }

  /**
   * The evidence of a record of several symbols by that of the strangest of them: of n, one is n
   * times as likely to be as strange (Bonferroni).
   */
  static double ofStrangest(double evidence, int n) {
    return Math.max(0, evidence - ElementaryFunctions.ln(n));
  }

  private static int bin(double evidence) {
    return (int) Math.max(0, Math.min(BINS - 1, evidence / WIDTH));
  }

  /** The anomaly score of a record with this evidence. Reads only. */
  double score(double[] h, double evidence) {
    return 1 - share(h, bin(evidence));
  }

  /** Forgets what the last symbols were like, once they have been said to be strange. */
  void clear(double[] h) {
    h[SUM] = 0;
    h[VARIANCE] = 0;
  }

  /** The share of symbols with as much evidence. */
  private static double share(double[] h, int bin) {
    double beyond = 0;
    double total = 0;
    int record = 0;
    for (int i = 0; i < BINS; i++) {
      double count = h[COUNTS + i];
      total += count;
      beyond += i > bin ? count : 0;
      record = count > 0 ? i : record;
    }
    double own = h[COUNTS + bin] + 1;
    double min = ElementaryFunctions.exp(-bin * WIDTH);
    double max = ElementaryFunctions.exp(-(bin + 1) * WIDTH);
    double prior = PRIOR * (max + OWN_BIN_SHARE * (min - max));
    double share = (beyond + OWN_BIN_SHARE * own + prior) / (total + 1 + PRIOR);
    double slope = CAUTION * total / (total + TRUSTED);
    return share * ElementaryFunctions.exp(-slope * WIDTH * Math.max(0, bin - record - 1));
  }

  /** Learns that a record had this evidence. */
  void learn(double[] h, double evidence) {
    h[COUNTS + bin(evidence)]++;
    h[AGE]++;
    if (h[AGE] >= EARLIEST && Integer.bitCount((int) h[AGE]) == 1) {
      for (int i = 0; i < BINS; i++) {
        h[COUNTS + i] = Math.floor((h[COUNTS + i] + (i & 1)) / 2);
      }
      h[AGE] = h[AGE] == 2 * LATEST ? LATEST : h[AGE];
    }
  }
}
