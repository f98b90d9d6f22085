package io.recurrence.learn;

import io.recurrence.network.Bernoulli;
import io.recurrence.network.OutputLayer;
import io.recurrence.network.Softmax;
import io.recurrence.network.SquaredError;
import java.util.SplittableRandom;

/** The small tasks that recurrent networks are taught with; sequences are made at random. */
public enum Task {
  /** The sum of the inputs so far. */
  SUM(1, 1, Answer.NUMBERS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][1];
      double sum = 0;
      for (int t = 0; t < length; t++) {
        x[t][0] = 2 * random.nextDouble() - 1;
        sum += x[t][0];
        y[t][0] = sum;
      }
      return new TrainingSequence(x, y, y);
    }
  },

  /** Which of two inputs, small counts, has the larger total so far; ties are not asked. */
  LARGER(2, 2, Answer.SYMBOLS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      double[][] x = new double[length][2];
      double[][] y = new double[length][];
      double lead = 0;
      for (int t = 0; t < length; t++) {
        x[t][0] = random.nextInt(4);
        x[t][1] = random.nextInt(4);
        lead += x[t][0] - x[t][1];
        y[t] = lead == 0 ? null : indicator(lead > 0 ? 0 : 1, 2);
      }
      return new TrainingSequence(x, y, y);
    }
  },

  /** Whether the number of ones so far is odd. */
  PARITY(1, 2, Answer.SYMBOLS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][];
      int parity = 0;
      for (int t = 0; t < length; t++) {
        int bit = random.nextInt(2);
        x[t][0] = bit;
        parity ^= bit;
        y[t] = indicator(parity, 2);
      }
      return new TrainingSequence(x, y, y);
    }
  },

  /** The next value of the logistic map {@code x' = 4 x (1 - x)}, from the value. */
  LOGISTIC(1, 1, Answer.NUMBERS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      double[][] x = new double[length][1];
      double[][] y = new double[length][1];
      double v = 0.05 + 0.9 * random.nextDouble();
      for (int t = 0; t < length; t++) {
        x[t][0] = v;
        v = 4 * v * (1 - v);
        y[t][0] = v;
      }
      return new TrainingSequence(x, y, y);
    }
  },

  /** The next symbol of the {@linkplain ReberGrammar grammar of Reber}. */
  SYMBOLS(7, 7, Answer.SYMBOLS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      return ReberGrammar.sequence(length, random);
    }
  },

  /** The first bit, asked at the end of a sequence of noise: how long a network can remember. */
  RECALL(2, 2, Answer.SYMBOLS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      double[][] x = new double[length][2];
      double[][] y = new double[length][];
      int bit = random.nextInt(2);
      for (int t = 0; t < length; t++) {
        x[t][1] = 2 * random.nextDouble() - 1;
      }
      x[0][0] = 2.0 * bit - 1;
      y[length - 1] = indicator(bit, 2);
      return new TrainingSequence(x, y, y);
    }
  },

  /**
   * The vectors of random bits that were given, in their order, once all are given (Graves, Wayne
   * and Danihelka, 2014, section 4.1): what an external memory is for. The length is that of what
   * is to be copied.
   */
  COPY(8, 7, Answer.BITS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      return copies(length, 1, random);
    }

    @Override
    int shortest(int longest) {
      return 1;
    }
  },

  /**
   * The same, as many times as is asked, then a mark of the end (section 4.2 of the same): 1 to 5
   * times, but no more than 40 vectors in all.
   */
  REPEAT_COPY(8, 7, Answer.BITS) {
    @Override
    TrainingSequence sequence(int length, SplittableRandom random) {
      int max = Math.max(1, Math.min(5, 40 / length));
      return copies(length, 1 + random.nextInt(max), random);
    }

    @Override
    public String toString() {
      return "repeat-copy";
    }

    @Override
    int shortest(int longest) {
      return 1;
    }
  };

  private static final int BITS = 6;

  private enum Answer {
    NUMBERS,
    SYMBOLS,
    BITS
  }

  private final int inputs;
  private final int outputs;
  private final Answer answer;

  Task(int inputs, int outputs, Answer answer) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.answer = answer;
  }

  /** How many numbers an input has. */
  public int inputs() {
    return inputs;
  }

  /** What is asked of the network. */
  public OutputLayer output() {
    return switch (answer) {
      case NUMBERS -> new SquaredError(outputs);
      case SYMBOLS -> new Softmax(outputs);
      case BITS -> new Bernoulli(outputs);
    };
  }

  /** A sequence. */
  abstract TrainingSequence sequence(int length, SplittableRandom random);

  /** The shortest sequence to learn from, where the longest is known. */
  int shortest(int longest) {
    return longest - longest / 2;
  }

  /**
   * A mark, vectors of bits, how often they are to be given back; then nothing in, and out the
   * vectors that often and a mark.
   */
  private static TrainingSequence copies(int length, int times, SplittableRandom random) {
    int asked = length + 2;
    double[][] x = new double[asked + length * times + 1][BITS + 2];
    double[][] y = new double[x.length][];
    x[0][BITS] = 1;
    x[asked - 1][BITS + 1] = times;
    for (int t = asked; t < x.length; t++) {
      y[t] = new double[BITS + 1];
    }
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < BITS; j++) {
        double bit = random.nextInt(2);
        x[1 + i][j] = bit;
        for (int k = 0; k < times; k++) {
          y[asked + k * length + i][j] = bit;
        }
      }
    }
    y[x.length - 1][BITS] = 1;
    return new TrainingSequence(x, y, y);
  }

  /**
   * Whether an answer is right: within 0.05 of a number; bits on their side of a half; of symbols,
   * those that may come are exactly the ones given at least half their share of the probability.
   */
  boolean right(double[] prediction, double[] target) {
    double half = answer == Answer.BITS ? 0.5 : 0.5 * max(target);
    for (int j = 0; j < target.length; j++) {
      boolean wrong =
          answer == Answer.NUMBERS
              ? !(Math.abs(prediction[j] - target[j]) < 0.05)
              : prediction[j] > half != target[j] > 0;
      if (wrong) {
        return false;
      }
    }
    return true;
  }

  private static double max(double[] target) {
    double max = 0;
    for (double p : target) {
      max = Math.max(max, p);
    }
    return max;
  }

  /** A vector of zeros with a one. */
  static double[] indicator(int which, int of) {
    double[] y = new double[of];
    y[which] = 1;
    return y;
  }
}
