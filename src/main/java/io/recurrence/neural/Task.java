package io.recurrence.neural;

import java.util.SplittableRandom;

/** The small tasks that recurrent networks are taught with; sequences are made at random. */
public enum Task {
  /** The sum of the inputs so far. */
  SUM(1, 1, false) {
    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][1];
      double sum = 0;
      for (int t = 0; t < length; t++) {
        x[t][0] = 2 * random.nextDouble() - 1;
        sum += x[t][0];
        y[t][0] = sum;
      }
      return new Lesson(x, y, y);
    }
  },

  /** Which of two inputs, small counts, has the larger total so far; ties are not asked. */
  LARGER(2, 2, true) {
    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][2];
      double[][] y = new double[length][];
      double lead = 0;
      for (int t = 0; t < length; t++) {
        x[t][0] = random.nextInt(4);
        x[t][1] = random.nextInt(4);
        lead += x[t][0] - x[t][1];
        y[t] = lead == 0 ? null : indicator(lead > 0 ? 0 : 1, 2);
      }
      return new Lesson(x, y, y);
    }
  },

  /** Whether the number of ones so far is odd. */
  PARITY(1, 2, true) {
    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][];
      int parity = 0;
      for (int t = 0; t < length; t++) {
        int bit = random.nextInt(2);
        x[t][0] = bit;
        parity ^= bit;
        y[t] = indicator(parity, 2);
      }
      return new Lesson(x, y, y);
    }
  },

  /** The next value of the logistic map {@code x' = 4 x (1 - x)}, from the value. */
  LOGISTIC(1, 1, false) {
    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][1];
      double v = 0.05 + 0.9 * random.nextDouble();
      for (int t = 0; t < length; t++) {
        x[t][0] = v;
        v = 4 * v * (1 - v);
        y[t][0] = v;
      }
      return new Lesson(x, y, y);
    }
  },

  /**
   * The next symbol of the grammar of Reber (1967), as in Cleeremans, Servan-Schreiber and
   * McClelland (1989): indicator vectors in, a distribution over the seven symbols B T S X V P E
   * out.
   */
  SYMBOLS(7, 7, true) {
    private static final String LETTERS = "BTSXVPE";
    private static final String[][] ARCS = {
      {"B1"}, {"T2", "P3"}, {"S2", "X4"}, {"T3", "V5"}, {"X3", "S6"}, {"P4", "V6"}, {"E0"}
    };

    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][];
      double[][] y = new double[length][];
      double[][] allowed = new double[length][];
      int state = 1;
      int symbol = 0; // a string begins with B, and another follows its E
      for (int t = 0; t < length; t++) {
        x[t] = indicator(symbol, 7);
        String[] arcs = ARCS[state];
        allowed[t] = new double[7];
        for (String arc : arcs) {
          allowed[t][LETTERS.indexOf(arc.charAt(0))] = 1.0 / arcs.length;
        }
        String arc = arcs[random.nextInt(arcs.length)];
        symbol = LETTERS.indexOf(arc.charAt(0));
        state = arc.charAt(1) - '0';
        y[t] = indicator(symbol, 7);
      }
      return new Lesson(x, y, allowed);
    }
  },

  /** The first bit, asked at the end of a sequence of noise: how long a network can remember. */
  RECALL(2, 2, true) {
    @Override
    Lesson lesson(int length, SplittableRandom random) {
      double[][] x = new double[length][2];
      double[][] y = new double[length][];
      int bit = random.nextInt(2);
      for (int t = 0; t < length; t++) {
        x[t][1] = 2 * random.nextDouble() - 1;
      }
      x[0][0] = 2.0 * bit - 1;
      y[length - 1] = indicator(bit, 2);
      return new Lesson(x, y, y);
    }
  };

  private final int inputs;
  private final int outputs;
  private final boolean symbols;

  Task(int inputs, int outputs, boolean symbols) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.symbols = symbols;
  }

  /** How many numbers an input has. */
  public int inputs() {
    return inputs;
  }

  /** What is asked of the network. */
  public Output output() {
    return symbols ? new Softmax(outputs) : new Regression(outputs);
  }

  /** A sequence. */
  abstract Lesson lesson(int length, SplittableRandom random);

  /**
   * Whether an answer is right: within 0.05 of a number; of symbols, those that may come are
   * exactly the ones given at least half their share of the probability.
   */
  boolean right(double[] prediction, double[] truth) {
    for (int j = 0; j < truth.length; j++) {
      boolean wrong =
          symbols
              ? prediction[j] > 0.5 * share(truth) != truth[j] > 0
              : !(Math.abs(prediction[j] - truth[j]) < 0.05);
      if (wrong) {
        return false;
      }
    }
    return true;
  }

  private static double share(double[] truth) {
    double most = 0;
    for (double p : truth) {
      most = Math.max(most, p);
    }
    return most;
  }

  private static double[] indicator(int which, int of) {
    double[] y = new double[of];
    y[which] = 1;
    return y;
  }
}
