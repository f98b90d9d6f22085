package io.recurrence.symbol;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts of a numeric series by a Markov chain over K bins of its level, each with as many
 * values of its past. With {@code c_ij} the number of times that bin j followed bin i, {@code c_i}
 * their sum, {@code v_j} the share of values in bin j and {@code m_j} their mean,
 *
 * <pre>
 *   a_ij = (c_ij + v_j) / (c_i + 1)        E[x_{t+k}] = Σ_j (p_t A^k)_j m_j
 * </pre>
 *
 * p_t being certain of the bin of x_t: where a bin has been left once or twice, it is believed to
 * be left as any other is.
 *
 * <p>Bins are chosen by the first {@value #FIRST} values, and anew each time that twice as many
 * have come: between quantiles of a sample of the past ({@link EvenSample}). Counts are then handed
 * on to the new bins as the values of the sample are, and means begin with them. Before the first
 * bins, the mean of the values so far is the forecast.
 *
 * <p>In the memory: whether it has begun; the bin of the newest value, plus 1 (0: a step without a
 * value came since); p; the K - 1 edges; for each bin how many values, their mean and variance; c,
 * row by row; the sample.
 */
public final class MarkovModel implements Model {
  private static final int FIRST = 64;
  private static final int MAX_BINS = 16;
  private static final int BEGUN = 0;
  private static final int BIN = 1;
  private static final int P = 2;
  private static final EvenSample PAST = new EvenSample(FIRST);

  private final int bins; // K
  private final double forgetting;
  private final int edges;
  private final int number;
  private final int mean;
  private final int variance;
  private final int counts;
  private final int sample;
  private final double[] sorted = new double[FIRST];
  private final double[] a; // K rows
  private final double[] p;
  private final double[] next;

  /**
   * @param bins K, in [2, 16]
   * @param forgetting in (0, 1]: what a count is multiplied by before the next one is added
   */
  public MarkovModel(int bins, double forgetting) {
    if (bins < 2 || bins > MAX_BINS) {
      throw new IllegalArgumentException("bins must be in [2, 16], not " + bins);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be in (0, 1], not " + forgetting);
    }
    this.bins = bins;
    this.forgetting = forgetting;
    this.edges = P + bins;
    this.number = edges + bins - 1;
    this.mean = number + bins;
    this.variance = mean + bins;
    this.counts = variance + bins;
    this.sample = counts + bins * bins;
    this.a = new double[bins * bins];
    this.p = new double[bins];
    this.next = new double[bins];
  }

  @Override
  public int size() {
    return sample + PAST.size();
  }

  @Override
  public void step(double[] h, Observation x) {
    boolean begun = h[BEGUN] == 1;
    if (begun) {
      learn(h, x.value());
    }
    if (!PAST.add(h, sample, x.value()) || PAST.kept(h, sample) < FIRST) {
      return;
    }
    if (begun) {
      renew(h);
    } else {
      h[BEGUN] = 1;
      place(h);
      for (int i = 0; i < FIRST; i++) {
        learn(h, PAST.value(h, sample, i));
      }
    }
  }

  /**
   * Chooses bins anew. A bin that the sample has no value of, as it may be where a series takes
   * turns, is handed on as its mean is.
   */
  private void renew(double[] h) {
    double[][] moved = new double[bins][bins]; // values of the sample, from bin to bin
    int[] before = new int[FIRST];
    boolean[] sampled = new boolean[bins];
    for (int i = 0; i < FIRST; i++) {
      before[i] = bin(h, PAST.value(h, sample, i));
      sampled[before[i]] = true;
    }
    double[] numbers = Arrays.copyOfRange(h, number, mean);
    double[] means = Arrays.copyOfRange(h, mean, variance);
    place(h);
    Arrays.fill(h, number, counts, 0);
    for (int i = 0; i < FIRST; i++) {
      move(h, moved, before[i], PAST.value(h, sample, i));
    }
    for (int i = 0; i < bins; i++) {
      if (!sampled[i] && numbers[i] > 0) {
        move(h, moved, i, means[i]);
      }
    }
    int newest = bin(h, PAST.value(h, sample, FIRST - 1));
    Arrays.fill(h, P, edges, 0);
    h[P + newest] = 1;
    h[BIN] = newest + 1;
    hand(h, moved);
  }

  private void move(double[] h, double[][] moved, int from, double x) {
    int to = bin(h, x);
    moved[from][to]++;
    add(h, to, x);
  }

  /** Counts of pairs of old bins to those of new ones, by where values of each old bin went. */
  private void hand(double[] h, double[][] moved) {
    System.arraycopy(h, counts, a, 0, a.length);
    Arrays.fill(h, counts, sample, 0);
    for (int i = 0; i < bins; i++) {
      double from = Arrays.stream(moved[i]).sum();
      for (int k = 0; k < bins; k++) {
        double to = Arrays.stream(moved[k]).sum();
        if (from == 0 || to == 0) {
          continue; // nothing was counted
        }
        for (int j = 0; j < bins; j++) {
          for (int l = 0; l < bins; l++) {
            h[counts + j * bins + l] += moved[i][j] / from * a[i * bins + k] * moved[k][l] / to;
          }
        }
      }
    }
  }

  /**
   * Puts the edges at the quantiles of the sample, between two of its values; or into a gap that is
   * wider than all others together from the quantile before to the one behind, so that levels apart
   * share no bin.
   */
  private void place(double[] h) {
    for (int i = 0; i < FIRST; i++) {
      sorted[i] = PAST.value(h, sample, i);
    }
    Arrays.sort(sorted);
    for (int j = 1; j < bins; j++) {
      double at = (double) j * FIRST / bins - 0.5;
      int i = (int) at;
      double share = at - i;
      int from = (j - 1) * FIRST / bins;
      int to = ((j + 1) * FIRST - 1) / bins;
      for (int k = from; k < to; k++) {
        if (sorted[k + 1] - sorted[k] > (sorted[to] - sorted[from]) / 2) {
          i = k;
          share = 0.5;
        }
      }
      h[edges + j - 1] = sorted[i] + share * (sorted[i + 1] - sorted[i]);
    }
  }

  /** How many edges lie below. */
  private int bin(double[] h, double x) {
    int bin = 0;
    while (bin < bins - 1 && h[edges + bin] < x) {
      bin++;
    }
    return bin;
  }

  private void learn(double[] h, double x) {
    int bin = bin(h, x);
    for (int j = 0; j < bins; j++) {
      h[number + j] *= forgetting;
      h[P + j] = 0;
    }
    add(h, bin, x);
    if (h[BIN] > 0) {
      int row = counts + ((int) h[BIN] - 1) * bins;
      for (int j = 0; j < bins; j++) {
        h[row + j] *= forgetting;
      }
      h[row + bin]++;
    }
    h[BIN] = bin + 1;
    h[P + bin] = 1;
  }

  /** Adds a value to the mean and variance of its bin. */
  private void add(double[] h, int bin, double x) {
    double n = ++h[number + bin];
    double off = x - h[mean + bin];
    h[mean + bin] += off / n;
    h[variance + bin] += (off * (x - h[mean + bin]) - h[variance + bin]) / n;
  }

  @Override
  public void miss(double[] h, Past past) {
    if (h[BEGUN] == 1) {
      begin(h);
      forward();
      System.arraycopy(p, 0, h, P, bins);
      h[BIN] = 0;
    }
  }

  /** Reads p and A. */
  private void begin(double[] h) {
    System.arraycopy(h, P, p, 0, bins);
    double total = 0;
    for (int j = 0; j < bins; j++) {
      total += h[number + j];
    }
    for (int i = 0; i < bins; i++) {
      int row = counts + i * bins;
      double sum = 1;
      for (int j = 0; j < bins; j++) {
        sum += h[row + j];
      }
      for (int j = 0; j < bins; j++) {
        a[i * bins + j] = (h[row + j] + h[number + j] / total) / sum;
      }
    }
  }

  private void forward() {
    Arrays.fill(next, 0);
    for (int i = 0; i < bins; i++) {
      for (int j = 0; j < bins; j++) {
        next[j] += p[i] * a[i * bins + j];
      }
    }
    System.arraycopy(next, 0, p, 0, bins);
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    if (h[BEGUN] == 0) {
      Arrays.fill(path, firstMean(h));
      return;
    }
    begin(h);
    for (int k = 0; k < path.length; k++) {
      forward();
      path[k] = expected(h);
    }
  }

  private static double bounded(double x, double min, double max) {
    return Math.max(min, Math.min(max, x));
  }

  /** Weights sum to 1 but for rounding; so no mean is left. */
  private double expected(double[] h) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double first = h[mean + (int) Math.max(0, h[BIN] - 1)];
    double sum = 0;
    for (int j = 0; j < bins; j++) {
      if (p[j] > 0) {
        min = Math.min(min, h[mean + j]);
        max = Math.max(max, h[mean + j]);
        sum += p[j] * (h[mean + j] - first); // from a mean, so that a high level costs no digits
      }
    }
    return bounded(first + sum, min, max);
  }

  private double firstMean(double[] h) {
    double first = 0;
    for (int i = 0; i < PAST.kept(h, sample); i++) {
      first += (PAST.value(h, sample, i) - first) / (i + 1);
    }
    return first;
  }

  /** Never less than at the step before: what is near is not known worse than what is far. */
  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    if (h[BEGUN] == 0) {
      return false;
    }
    begin(h);
    double max = 0;
    for (int k = 0; k < deviation.length; k++) {
      forward();
      double expected = expected(h);
      double sum = 0;
      for (int j = 0; j < bins; j++) {
        double between = h[mean + j] - expected;
        sum += p[j] * (Math.max(0, h[variance + j]) + between * between);
      }
      max = Math.max(max, Math.sqrt(sum));
      deviation[k] = max;
    }
    return true;
  }

  /** The bin of the newest value, from 0; how probable it is that the next one is in it too. */
  @Override
  public Map<String, Double> describe(double[] h) {
    int bin = (int) Math.max(0, h[BIN] - 1);
    begin(h);
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("bin", (double) bin);
    fields.put("stays", h[BEGUN] == 1 ? a[bin * bins + bin] : 0);
    return fields;
  }
}
