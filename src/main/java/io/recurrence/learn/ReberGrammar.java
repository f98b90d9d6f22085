package io.recurrence.learn;

import java.util.SplittableRandom;

/**
 * The grammar of Reber (1967) as a task, as in Cleeremans, Servan-Schreiber and McClelland (1989):
 * indicator vectors of the symbols of string after string in, a distribution over the next of the
 * seven symbols B T S X V P E out. A state of the grammar has one or two arcs, each with a symbol
 * and the state that follows, and one is taken at random.
 */
final class ReberGrammar {
  private static final String LETTERS = "BTSXVPE";
  private static final String[][] ARCS = {
    {"B1"}, {"T2", "P3"}, {"S2", "X4"}, {"T3", "V5"}, {"X3", "S6"}, {"P4", "V6"}, {"E0"}
  };

  private ReberGrammar() {}

  /** Strings of the grammar; the target of a symbol is 1 / n where n symbols may follow it. */
  static TrainingSequence sequence(int length, SplittableRandom random) {
    int letters = LETTERS.length();
    double[][] x = new double[length][];
    double[][] y = new double[length][];
    double[][] allowed = new double[length][];
    int state = 1;
    int symbol = 0; // a string begins with B, and another follows its E
    for (int t = 0; t < length; t++) {
      x[t] = Task.indicator(symbol, letters);
      String[] arcs = ARCS[state];
      allowed[t] = new double[letters];
      for (String arc : arcs) {
        allowed[t][LETTERS.indexOf(arc.charAt(0))] = 1.0 / arcs.length;
      }
      String arc = arcs[random.nextInt(arcs.length)];
      symbol = LETTERS.indexOf(arc.charAt(0));
      state = arc.charAt(1) - '0';
      y[t] = Task.indicator(symbol, letters);
    }
    return new TrainingSequence(x, y, allowed);
  }
}
