package io.recurrence.sequence;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Vectors;
import io.recurrence.network.layer.Linear;
import java.util.Arrays;
import java.util.Random;

/**
 * Additive attention (Bahdanau, Cho and Bengio, 2015): for a query q and annotations a_1 … a_S,
 *
 * <pre>
 *   e_s = v · tanh(q W + d + a_s U + b)     α = softmax(e)     c = Σ α_s a_s
 * </pre>
 *
 * Shapes: queries of H numbers, annotations and contexts of C, A units that compare; B rows at each
 * of T steps. The activations of a step are computed again on the way back, which takes less memory
 * than T S A of them would.
 *
 * <p>Weights from {@code offset}: U [C][A], b [A], W [H][A], d [A], v [A].
 */
final class Attention {
  private final Kernel kernel;
  private final int vAt; // where v begins among the weights
  private final int width; // C
  private final int hidden; // H
  private final int units; // A
  private final int batch; // B
  private final int longest; // S at most
  private final Linear keys;
  private final Linear queries;
  private final float[] v; // [A]
  private final float[] dv; // [A]
  private final float[] key; // [B][S][A]: a_s U + b
  private final float[] dkey; // [B][S][A]
  private final float[] state; // [T][B][H], the queries
  private final float[] query; // [T][B][A]: q W + d
  private final float[] dquery; // [T][B][A]
  private final float[] weight; // [T][B][S]: α
  private final float[] unit; // [S][A]: tanh
  private final float[] dweight; // [S]
  private final float[] dstate; // [B][H]
  private final Block dstateRows;
  private final Block stateRows; // of one step
  private final Block queryRows; // of one step
  private final Block dqueryRows; // of one step
  private float[] annotations = {};
  private int length; // S
  private boolean shared; // all rows have the same annotations

  /**
   * @param offset where its weights begin in those of the network
   * @param width C
   * @param hidden H
   * @param units A
   * @param longest the most annotations of a row
   */
  Attention(
      Kernel kernel,
      int offset,
      int width,
      int hidden,
      int units,
      int batch,
      int longest,
      int steps) {
    this.kernel = kernel;
    this.width = width;
    this.hidden = hidden;
    this.units = units;
    this.batch = batch;
    this.longest = longest;
    int second = offset + Linear.weights(width, units);
    this.vAt = second + Linear.weights(hidden, units);
    this.keys = new Linear(kernel, offset, width, units, batch * longest);
    this.queries = new Linear(kernel, second, hidden, units, steps * batch);
    this.v = new float[units];
    this.dv = new float[units];
    this.key = new float[batch * longest * units];
    this.dkey = new float[key.length];
    this.state = new float[steps * batch * hidden];
    this.query = new float[steps * batch * units];
    this.dquery = new float[query.length];
    this.weight = new float[steps * batch * longest];
    this.unit = new float[longest * units];
    this.dweight = new float[longest];
    this.dstate = new float[batch * hidden];
    this.dstateRows = Block.of(dstate, 0, batch, hidden);
    this.stateRows = Block.of(state, 0, batch, hidden);
    this.queryRows = Block.of(query, 0, batch, units);
    this.dqueryRows = Block.of(dquery, 0, batch, units);
  }

  static int weights(int width, int hidden, int units) {
    return Linear.weights(width, units) + Linear.weights(hidden, units) + units;
  }

  void load(float[] w) {
    keys.load(w);
    queries.load(w);
    System.arraycopy(w, vAt, v, 0, units);
  }

  /**
   * Begins a window.
   *
   * @param sources B, or 1 where all rows translate the same
   * @param annotations [sources][S][C]; read until the window is done
   */
  void begin(int sources, float[] annotations, int length) {
    this.shared = sources < batch;
    this.annotations = annotations;
    this.length = length;
    int rows = sources * length;
    keys.forward(Block.of(annotations, 0, rows, width), Block.of(key, 0, rows, units));
    Arrays.fill(dkey, 0);
    Arrays.fill(dquery, 0);
    Arrays.fill(dv, 0);
  }

  /** The array that holds the queries of all steps. */
  float[] state() {
    return state;
  }

  /** Where the query of a row at a step begins in {@link #state}. */
  int stateAt(int t, int row) {
    return (t * batch + row) * hidden;
  }

  /** α_s of a row at a step. */
  float weight(int t, int row, int s) {
    return weight[(t * batch + row) * longest + s];
  }

  /**
   * Writes weights to begin with; the number after them, which is of what comes next, is 0 then.
   *
   * @return where they end
   */
  static int initialise(float[] w, int start, int width, int hidden, int units, Random random) {
    int at = Linear.initialise(w, start, width, units, random);
    at = Linear.initialise(w, at, hidden, units, random);
    return Linear.initialise(w, at, units, 1, random) - 1;
  }

  /** Compares the queries of step t. */
  void forward(int t) {
    queries.forward(stateRows.move(t * batch * hidden), queryRows.move(t * batch * units));
  }

  /** Writes the context of a row at step t. */
  void context(int t, int row, float[] c, int at) {
    activate(t, row);
    int to = (t * batch + row) * longest;
    float max = Float.NEGATIVE_INFINITY;
    for (int s = 0; s < length; s++) {
      float e = Vectors.dot(v, 0, unit, s * units, units);
      weight[to + s] = e;
      max = Math.max(max, e);
    }
    double sum = 0;
    for (int s = 0; s < length; s++) {
      weight[to + s] = (float) StrictMath.exp(weight[to + s] - max);
      sum += weight[to + s];
    }
    Arrays.fill(c, at, at + width, 0);
    for (int s = 0; s < length; s++) {
      weight[to + s] = (float) (weight[to + s] / sum);
      Vectors.add(weight[to + s], annotations, first(row) + s * width, c, at, width);
    }
  }

  /** Where the annotations of a row begin. */
  private int first(int row) {
    return shared ? 0 : row * length * width;
  }

  private void activate(int t, int row) {
    int q = (t * batch + row) * units;
    int k = shared ? 0 : row * length * units;
    for (int s = 0; s < length * units; s += units) {
      for (int j = 0; j < units; j++) {
        unit[s + j] = query[q + j] + key[k + s + j];
      }
    }
    kernel.tanh(unit, 0, length * units);
  }

  /**
   * The step t of a row backward.
   *
   * @param dc gradient with respect to the context, from {@code at}
   * @param da gradient with respect to the annotations [B][S][C]; added to
   */
  void contextBackward(int t, int row, float[] dc, int at, float[] da) {
    activate(t, row);
    int w = (t * batch + row) * longest;
    int a = row * length * width;
    float mean = 0;
    for (int s = 0; s < length; s++) {
      dweight[s] = Vectors.dot(dc, at, annotations, a + s * width, width);
      mean = Math.fma(weight[w + s], dweight[s], mean);
      Vectors.add(weight[w + s], dc, at, da, a + s * width, width);
    }
    int q = (t * batch + row) * units;
    int k = row * length * units;
    for (int s = 0; s < length; s++) {
      float de = weight[w + s] * (dweight[s] - mean);
      int u = s * units;
      for (int j = 0; j < units; j++) {
        dv[j] += de * unit[u + j];
      }
      for (int j = 0; j < units; j++) {
        unit[u + j] = de * v[j] * (1 - unit[u + j] * unit[u + j]);
      }
      Vectors.add(unit, u, dkey, k + u, units);
      Vectors.add(unit, u, dquery, q, units);
    }
  }

  /** The gradient with respect to the queries of step t, [B][H]. */
  float[] queryGradient(int t) {
    Arrays.fill(dstate, 0);
    queries.backward(dqueryRows.move(t * batch * units), dstateRows);
    return dstate;
  }

  /** Adds the gradients with respect to the weights and, by way of the keys, the annotations. */
  void gradient(float[] da, float[] dw) {
    int rows = batch * length;
    Block dkeys = Block.of(dkey, 0, rows, units);
    keys.backward(dkeys, Block.of(da, 0, rows, width));
    keys.gradient(Block.of(annotations, 0, rows, width), dkeys, dw);
    int steps = state.length / hidden;
    queries.gradient(Block.of(state, 0, steps, hidden), Block.of(dquery, 0, steps, units), dw);
    Vectors.add(dv, 0, dw, vAt, units);
  }
}
