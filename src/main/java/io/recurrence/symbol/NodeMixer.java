package io.recurrence.symbol;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Mixes the distributions of several experts in the logistic domain (Mahoney, 2005). A symbol is a
 * path of yes-or-no decisions down a binary tree over the alphabet. At each node, with {@code q_e}
 * what expert e gives to the right branch,
 *
 * <pre>P(right) = σ(½ Σ_e (u_e + v_e) ln(q_e / (1 - q_e)))</pre>
 *
 * where the weights u belong to a set that the caller selects and v to the node. Each of both is
 * moved along the gradient of its own coding cost: {@code u_e += η (right - σ(u · s)) s_e}.
 *
 * <p>In the memory: the weights u by set, then v by node, in units of 1/8192. They begin as a mean.
 */
final class NodeMixer {
  private static final double SCALE = 8192; // weights in [-4, 4)
  private static final double RATE = .002; // η
  private static final double MIN_PROBABILITY = 1e-5; // probability of a branch
  private static final double MIN_MASS = 1e-30; // mass that an expert gives to a branch at least

  private static final int OWN_NODES =
      64; // nodes with weights of their own; deeper ones share by depth
  private static final int FRACTION_BITS = 11;
  private static final double LN_2 = ElementaryFunctions.ln(2);
  private static final double[] LN = new double[1 << FRACTION_BITS]; // of 1 … 2, at mid-steps

  static {
    for (int i = 0; i < LN.length; i++) {
      LN[i] = ElementaryFunctions.ln(1 + (i + .5) / LN.length);
    }
  }

  private final int at;
  private final int symbols;
  private final int experts;
  private final int sets;
  private final int leaves; // a power of two
  private final double[][] mass; // of each expert, by node: 1 is the root, leaves from `leaves` on
  private final double[] stretched;
  private final double[] branch; // P(node) of the mixture

  NodeMixer(int at, int symbols, int experts, int sets) {
    this.at = at;
    this.symbols = symbols;
    this.experts = experts;
    this.sets = sets;
    this.leaves = Integer.highestOneBit(2 * symbols - 1);
    this.mass = new double[experts][2 * leaves];
    this.stretched = new double[experts];
    this.branch = new double[2 * leaves];
  }

  int size() {
    return (sets + nodes()) * experts;
  }

  private int nodes() {
    return Math.min(leaves, OWN_NODES + Integer.SIZE);
  }

  void start(double[] h) {
    Arrays.fill(h, at, at + size(), Math.rint(SCALE / experts));
  }

  /** Takes the distribution of an expert. */
  void put(int expert, double[] p) {
    double[] tree = mass[expert];
    System.arraycopy(p, 0, tree, leaves, symbols);
    for (int node = leaves - 1; node > 0; node--) {
      tree[node] = tree[2 * node] + tree[2 * node + 1];
    }
  }

  /** Writes the distribution of the mixture. */
  void predict(double[] h, int set, double[] p) {
    branch[1] = 1;
    for (int node = 1; node < leaves; node++) {
      double right = 0;
      if (decides(node)) {
        stretch(node);
        right = right((dot(h, set(set)) + dot(h, own(node))) / (2 * SCALE));
      }
      branch[2 * node] = branch[node] * (1 - right);
      branch[2 * node + 1] = branch[node] * right;
    }
    System.arraycopy(branch, leaves, p, 0, symbols);
  }

  /** Learns the symbol that came. */
  void learn(double[] h, int set, int symbol) {
    int leaf = leaves + symbol;
    int depth = Integer.numberOfTrailingZeros(leaves);
    for (int up = depth; up > 0; up--) {
      int node = leaf >> up;
      if (decides(node)) {
        stretch(node);
        double right = (leaf >> (up - 1)) & 1;
        learn(h, set(set), right);
        learn(h, own(node), right);
      }
    }
  }

  /**
   * Whether there are symbols on the right of a node; on its left there are where it is reached.
   */
  private boolean decides(int node) {
    int right = 2 * node + 1;
    return right << (Integer.numberOfLeadingZeros(right) - Integer.numberOfLeadingZeros(leaves))
        < leaves + symbols;
  }

  private int set(int set) {
    return at + set * experts;
  }

  private int own(int node) {
    int row = node < OWN_NODES ? node : OWN_NODES + 31 - Integer.numberOfLeadingZeros(node);
    return at + (sets + row) * experts;
  }

  private void stretch(int node) {
    for (int e = 0; e < experts; e++) {
      double[] tree = mass[e];
      stretched[e] = ln(tree[2 * node + 1]) - ln(tree[2 * node]);
    }
  }

  private double dot(double[] h, int row) {
    double sum = 0;
    for (int e = 0; e < experts; e++) {
      sum += h[row + e] * stretched[e];
    }
    return sum;
  }

  private void learn(double[] h, int row, double right) {
    double step = SCALE * RATE * (right - right(dot(h, row) / SCALE));
    for (int e = 0; e < experts; e++) {
      h[row + e] = Precision.whole(h[row + e] + step * stretched[e]);
    }
  }

  private static double right(double x) {
    double right = 1 / (1 + ElementaryFunctions.exp(-x));
    return right < MIN_PROBABILITY
        ? MIN_PROBABILITY
        : right > 1 - MIN_PROBABILITY ? 1 - MIN_PROBABILITY : right;
  }

  /** The logarithm to within 0.0003, at a fraction of the price. */
  private static double ln(double x) {
    long bits = Double.doubleToRawLongBits(x < MIN_MASS ? MIN_MASS : x);
    int fraction = (int) (bits >>> (52 - FRACTION_BITS)) & (LN.length - 1);
    return ((bits >>> 52) - 1023) * LN_2 + LN[fraction];
  }
}
