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
 * <p>{@linkplain LevelBins Bins} are chosen by the first {@value #FIRST} values, and anew each time
 * that twice as many have come, from a sample of the past ({@link EvenSample}). Counts are then
 * handed on to the new bins as the values of the sample are, and means begin with them. Before the
 * first bins, the mean of the values so far is the forecast.
 *
 * <p>In the memory: whether it has begun; the bin of the newest value, plus 1 (0: a step without a
 * value came since); p; the bins; c, row by row; the sample.
 */
public final class MarkovModel implements Model {
  private static final int FIRST = 64;
  private static final int MAX_BINS = 16;
  private static final int BEGUN = 0;
  private static final int BIN = 1;
  private static final int P = 2;
  private static final EvenSample PAST = new EvenSample(FIRST);

  private final int bins; // K
  private final LevelBins bin;
  private final BinTransitions transitions;
  private final double forgetting;
  private final int levels;
  private final int counts;
  private final int sample;
  private final double[] p;

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
    this.bin = new LevelBins(bins);
    this.transitions = new BinTransitions(bins);
    this.levels = P + bins;
    this.counts = levels + bin.size();
    this.sample = counts + transitions.size();
    this.p = new double[bins];
  }

  @Override
  public int size() {
    return sample + PAST.size();
  }

  @Override
  public boolean sound(double[] h) {
    return h[BIN] >= 0 && h[BIN] <= bins && PAST.sound(h, sample);
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
      bin.place(h, levels, sample(h));
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
    double[] before = Arrays.copyOfRange(h, levels, counts);
    boolean[] sampled = new boolean[bins];
    double[] values = sample(h);
    bin.place(h, levels, values);
    for (double x : values) {
      int from = bin.of(before, 0, x);
      sampled[from] = true;
      move(h, moved, from, x);
    }
    for (int i = 0; i < bins; i++) {
      if (!sampled[i] && bin.count(before, 0, i) > 0) {
        move(h, moved, i, bin.mean(before, 0, i));
      }
    }
    int newest = bin.of(h, levels, values[FIRST - 1]);
    Arrays.fill(h, P, levels, 0);
    h[P + newest] = 1;
    h[BIN] = newest + 1;
    transitions.regroup(h, counts, moved);
  }

  private void move(double[] h, double[][] moved, int from, double x) {
    moved[from][bin.of(h, levels, x)]++;
    bin.add(h, levels, x);
  }

  private void learn(double[] h, double x) {
    bin.fade(h, levels, forgetting);
    int to = bin.add(h, levels, x);
    if (h[BIN] > 0) {
      transitions.add(h, counts, newest(h), to, forgetting);
    }
    h[BIN] = to + 1;
    Arrays.fill(h, P, levels, 0);
    h[P + to] = 1;
  }

  @Override
  public void miss(double[] h, Past past) {
    if (h[BEGUN] == 1) {
      begin(h);
      transitions.forward(p);
      System.arraycopy(p, 0, h, P, bins);
      h[BIN] = 0;
    }
  }

  /** Reads p and A. */
  private void begin(double[] h) {
    System.arraycopy(h, P, p, 0, bins);
    transitions.read(h, counts, bin.shares(h, levels));
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    if (h[BEGUN] == 0) {
      Arrays.fill(path, firstMean(h));
      return;
    }
    begin(h);
    for (int k = 0; k < path.length; k++) {
      transitions.forward(p);
      path[k] = expected(h);
    }
  }

  /** The bin of the newest value, from 0; 0 where a step without a value came since. */
  private static int newest(double[] h) {
    return (int) Math.max(0, h[BIN] - 1);
  }

  /** Weights sum to 1 but for rounding; so no mean is left. */
  private double expected(double[] h) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double first = bin.mean(h, levels, newest(h));
    double sum = 0;
    for (int j = 0; j < bins; j++) {
      if (p[j] > 0) {
        double mean = bin.mean(h, levels, j);
        min = Math.min(min, mean);
        max = Math.max(max, mean);
        sum += p[j] * (mean - first); // from a mean, so that a high level costs no digits
      }
    }
    return Math.max(min, Math.min(max, first + sum));
  }

  private double firstMean(double[] h) {
    double first = 0;
    for (int i = 0; i < PAST.kept(h, sample); i++) {
      first += (PAST.value(h, sample, i) - first) / (i + 1);
    }
    return first;
  }

  private double[] sample(double[] h) {
    double[] values = new double[FIRST];
    for (int i = 0; i < FIRST; i++) {
      values[i] = PAST.value(h, sample, i);
    }
    return values;
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
      transitions.forward(p);
      double expected = expected(h);
      double sum = 0;
      for (int j = 0; j < bins; j++) {
        double between = bin.mean(h, levels, j) - expected;
        sum += p[j] * (bin.variance(h, levels, j) + between * between);
      }
      max = Math.max(max, Math.sqrt(sum));
      deviation[k] = max;
    }
    return true;
  }

  /** The bin of the newest value, from 0; how probable it is that the next one is in it too. */
  @Override
  public Map<String, Double> describe(double[] h) {
    int newest = newest(h);
    begin(h);
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("bin", (double) newest);
    fields.put("stays", h[BEGUN] == 1 ? transitions.probability(newest, newest) : 0);
    return fields;
  }
}
