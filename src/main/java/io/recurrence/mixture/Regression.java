package io.recurrence.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * An autoregression with a few well chosen terms. It explains the next difference {@code x_{t+1} -
 * x_t} by differences {@code x_{t+1-l} - x_t} to lagged values, without intercept, so that a level
 * shift or a new unit changes nothing; and, where there is a season, by its distance from the
 * profile, its slope, and both of them times harmonics of the season (periodic autoregression:
 * Jones and Brelsford, 1967).
 *
 * <p>Fitted by recursive least squares with forgetting, the covariance as {@code P = U D Uᵀ} moved
 * by Bierman's update (1977), which cannot make it indefinite: so U can be kept in 16 bits. Errors
 * beyond {@value #HUBER} times their mean size count less (Huber, 1964).
 *
 * <p>In the memory: U above the diagonal by columns; then D, the weights, the mean absolute error.
 */
final class Regression {
  private static final double HUBER = 4;
  private static final int YOUNG = 20; // pairs before errors are bounded
  private static final double PRIOR = 0.1; // variance of a lag's weight before any pair
  private static final double PRIOR_EXTRA = 1 / 300.0;
  private static final double SMALLEST = 1e-18;
  private static final double LARGEST = 1e6; // what is not excited is not forgotten for ever
  private static final double LARGEST_WEIGHT = 1e6;
  private static final double KEEP = .2; // of what is known, once a new season can be seen
  private static final double ERROR_RATE = .02;
  private static final double ERROR_BOUND = 6;

  private final int index;
  private final Terms terms;
  private final Ring ring;
  private final int p;
  private final int u;
  private final int d;
  private final int weights;
  private final int error;
  private final double[] phi;
  private final double[] gain;

  Regression(Plan plan, int index, Terms terms, Ring ring) {
    this.index = index;
    this.terms = terms;
    this.ring = ring;
    this.p = terms.parameters();
    this.u = plan.take(Precision.BRIEF, p * (p - 1) / 2);
    this.d = plan.take(Precision.SINGLE, 2 * p + 1);
    this.weights = d + p;
    this.error = weights + p;
    this.phi = new double[p];
    this.gain = new double[p];
  }

  private int active(Seasons s) {
    return s.lags[index].length + s.extras[index];
  }

  /** Forgets all. */
  void start(double[] h, Seasons s) {
    Arrays.fill(h, u, u + p * (p - 1) / 2, 0);
    Arrays.fill(h, d, d + 2 * p + 1, 0);
    for (int i = 0; i < active(s); i++) {
      h[d + i] = (float) (i < s.lags[index].length ? PRIOR : PRIOR_EXTRA);
    }
  }

  /** The difference from the value {@code ahead} steps from now to the one after it. */
  double predict(Scene scene, int ahead) {
    look(scene, ahead);
    int n = active(scene.seasons);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += scene.h[weights + i] * phi[i];
    }
    return sum;
  }

  private void look(Scene scene, int ahead) {
    Seasons s = scene.seasons;
    int[] lags = s.lags[index];
    double[] values = scene.values;
    int at = scene.now + ahead;
    double present = values[at];
    long now = scene.t + ahead;
    if (s.blocks == 0 && now >= s.longest) {
      for (int i = 0; i < lags.length; i++) {
        phi[i] = values[at - lags[i]] - present;
      }
    } else {
      for (int i = 0; i < lags.length; i++) {
        phi[i] = lags[i] > now ? 0 : ring.back(scene, lags[i], ahead) - present;
      }
    }
    if (s.extras[index] > 0) {
      beside(scene, ahead, lags.length);
    }
  }

  /** The terms beside the lags. */
  private void beside(Scene scene, int ahead, int from) {
    Seasons s = scene.seasons;
    int at = scene.now + ahead;
    double present = scene.values[at];
    double deviation = 0;
    int i = from;
    if (s.course.exists()) {
      boolean known = scene.known;
      double[] usual = scene.usual;
      deviation = known ? present - usual[at] : 0;
      phi[i++] = known ? usual[at + 1] - present : 0;
      phi[i++] = deviation;
      phi[i++] =
          known && scene.t + ahead > 0 ? deviation - scene.values[at - 1] + usual[at - 1] : 0;
    }
    if (s.main == 0) {
      for (int j = 0; j < Averages.COUNT; j++) {
        phi[i++] = scene.averages[j] - present;
      }
      return;
    }
    int phase = scene.phase(scene.t + ahead + 1);
    i = harmonics(s, phase, terms.deviation(), deviation, i);
    harmonics(s, phase, terms.fourier(), 1, i);
  }

  private int harmonics(Seasons s, int phase, int pairs, double factor, int from) {
    int i = from;
    for (int k = 1, angle = phase; k <= pairs; k++, angle = (angle + phase) % s.main) {
      phi[i++] = factor * s.cos[angle];
      phi[i++] = factor * s.sin[angle];
    }
    return i;
  }

  /**
   * Learns the pair that {@link #predict} last looked at.
   *
   * @param missed what came less what was predicted
   * @param age pairs since the start
   */
  void step(double[] h, Seasons s, double missed, long age) {
    int n = active(s);
    double usual = h[error];
    double size = Math.abs(missed);
    boolean judged = usual > 0 && age > YOUNG;
    double weight = judged && size > HUBER * usual ? HUBER * usual / size : 1;
    double bounded = judged ? Math.min(size, ERROR_BOUND * usual) : size;
    h[error] = (float) (usual + Math.max(ERROR_RATE, 1.0 / (age + 1)) * (bounded - usual));

    double forgetting = terms.forgetting();
    double alpha = forgetting / weight;
    for (int j = 0, column = u; j < n; column += j, j++) {
      double f = phi[j];
      for (int i = 0; i < j; i++) {
        f += h[column + i] * phi[i];
      }
      double v = h[d + j] * f;
      double before = alpha;
      alpha += v * f;
      h[d + j] = bounded(h[d + j] * before / alpha / forgetting);
      double step = -f / before;
      for (int i = 0; i < j; i++) {
        double old = h[column + i];
        h[column + i] = Precision.brief(old + step * gain[i]);
        gain[i] += v * old;
      }
      gain[j] = v;
    }
    double scale = missed / alpha;
    boolean sound = true;
    for (int i = 0; i < n; i++) {
      double w = h[weights + i] + gain[i] * scale;
      h[weights + i] = (float) w;
      sound &= Math.abs(w) < LARGEST_WEIGHT;
    }
    if (!sound) {
      start(h, s); // a series that grows without end cannot be explained by its past
    }
  }

  /**
   * The value of the newest step, which was learned, is now another. Weights are linear in what was
   * learned, so that they move by the gain of that step, {@code P phi}, times the change; a change
   * counts no more than an error of its size would have.
   */
  void amend(Scene scene, double change) {
    Seasons s = scene.seasons;
    if (scene.t <= 0 || s.longest >= scene.now) {
      return; // the window no longer shows what was read then
    }
    look(scene, -1);
    double[] h = scene.h;
    int n = active(s);
    for (int j = 0; j < n; j++) {
      int column = u + j * (j - 1) / 2;
      double f = phi[j];
      for (int i = 0; i < j; i++) {
        f += h[column + i] * phi[i];
      }
      gain[j] = h[d + j] * f;
      for (int i = 0; i < j; i++) {
        gain[i] += h[column + i] * gain[j];
      }
    }
    double most = HUBER * h[error];
    double counted = most > 0 ? Math.max(-most, Math.min(most, change)) : change;
    boolean sound = true;
    for (int i = 0; i < n; i++) {
      double w = h[weights + i] + gain[i] * counted;
      h[weights + i] = (float) w;
      sound &= Math.abs(w) < LARGEST_WEIGHT;
    }
    if (!sound) {
      start(h, s);
    }
  }

  private static double bounded(double d) {
    return (float) Math.max(SMALLEST, Math.min(LARGEST, d));
  }

  /** Whether a season of lags comes into sight at step {@code t}, the first that it can read. */
  boolean opens(Seasons s, long t) {
    int[] lags = s.lags[index];
    for (int i = 0; i < lags.length; i++) {
      boolean ends =
          i == lags.length - 1 || lags[i + 1] > lags[i] + s.width || lags[i + 1] < lags[i];
      if (lags[i] == t && lags[i] > 4 && ends) {
        return true;
      }
    }
    return false;
  }

  /** Trusts less in what was learned before a season could be seen. */
  void doubt(double[] h, Seasons s) {
    for (int i = 0; i < active(s); i++) {
      h[d + i] = bounded(h[d + i] / KEEP);
    }
  }

  /** Writes the path of {@code steps} steps, held within the range of the past and a margin. */
  void path(Scene scene, int steps, Range range, double[] path) {
    boolean rolls = scene.seasons.main == 0 && terms.extras();
    double[] values = scene.values;
    for (int k = 0; k < steps; k++) {
      double next = range.hold(scene, values[scene.now + k] + predict(scene, k), k);
      values[scene.now + k + 1] = next;
      path[k] = next;
      if (rolls) {
        Averages.roll(scene.averages, next);
      }
    }
  }

  /** The unit grows by {@code 1 / factor}: terms that do not scale with it change their weights. */
  void rescale(double[] h, Seasons s, double factor) {
    int n = active(s);
    int linear = s.main > 0 ? n - 2 * (s.extras[index] > 0 ? terms.fourier() : 0) : n;
    for (int j = linear; j < n; j++) {
      int column = u + j * (j - 1) / 2;
      for (int i = 0; i < linear; i++) {
        h[column + i] =
            Precision.brief(Math.max(-LARGEST, Math.min(LARGEST, h[column + i] / factor)));
      }
    }
    for (int i = 0; i < n; i++) {
      if (i < linear) {
        h[d + i] = bounded(h[d + i] / factor / factor);
      } else {
        h[weights + i] = Numbers.transform(h[weights + i], factor, 0);
      }
    }
    h[error] = Numbers.transform(h[error], factor, 0);
  }
}
