package io.recurrence.symbol;

import java.util.Arrays;
import java.util.List;

/**
 * Hidden Markov models of different numbers of states side by side, two of each number, all
 * learning. EM finds a maximum near where it begins; so at the end of each epoch the one of the two
 * that is not in use is begun anew elsewhere. Epochs double in length up to {@value #MAX_MEMORY}
 * values; in the first half the new one learns, in the second the two are compared by the
 * log-likelihood of what came next (the prequential choice; Dawid, 1984), and so are the numbers of
 * states, there less the penalty of Schwarz (1978), {@code ln(n) / 2} per parameter: states should
 * be few. What is in use is replaced when another leads by {@value #LEAD}, odds of {@code e^5}.
 */
final class HiddenCandidates {
  private static final double LEAD = 5;
  private static final double MAX_MEMORY = 16_384;

  private static final int BEST = 0; // which number of states is in use
  private static final int EPOCH = 1; // its length; 0 before the first
  private static final int PASSED = 2; // values of it
  private static final int VARIANT = 3; // where the next one begins
  private static final int HEAD = 4;

  private static final int LEADER = 0; // of the two, which one is in use: 0 or 1
  private static final int SCORES = 1; // Σ ln p(x_t | x_1 … x_{t-1}) less that of a reference
  private static final int FIELDS = 3;

  private final List<HiddenChain> chains;
  private final int[] starts;

  HiddenCandidates(List<HiddenChain> chains) {
    this.chains = List.copyOf(chains);
    this.starts = new int[chains.size() + 1];
    starts[0] = HEAD;
    for (int c = 0; c < chains.size(); c++) {
      starts[c + 1] = starts[c] + FIELDS + 2 * chains.get(c).size();
    }
  }

  int size() {
    return starts[chains.size()];
  }

  /**
   * Begins.
   *
   * @param epoch the length of the first epoch
   */
  void start(double[] h, int at, double[] sample, int epoch) {
    Arrays.fill(h, at, at + size(), 0);
    h[at + EPOCH] = epoch;
    h[at + VARIANT] = 2;
    for (int c = 0; c < chains.size(); c++) {
      chains.get(c).start(h, part(at, c, 0), sample, 0);
      chains.get(c).start(h, part(at, c, 1), sample, 1);
    }
  }

  /** Whether what was read can be such a memory: what is in use is there. */
  boolean sound(double[] h, int at) {
    boolean sound = h[at + BEST] >= 0 && h[at + BEST] < chains.size() && h[at + VARIANT] >= 0;
    for (int c = 0; c < chains.size() && sound; c++) {
      double leader = h[at + starts[c] + LEADER];
      sound = leader == 0 || leader == 1;
      for (int which = 0; which < 2; which++) {
        sound &= chains.get(c).sound(h, part(at, c, which));
      }
    }
    return sound;
  }

  private int part(int at, int c, int which) {
    return at + starts[c] + FIELDS + which * chains.get(c).size();
  }

  private int score(int at, int c, int which) {
    return at + starts[c] + SCORES + which;
  }

  private int leader(double[] h, int at, int c) {
    return (int) h[at + starts[c] + LEADER];
  }

  /** Learns a value. Returns {@code ln p(x_t | x_1 … x_{t-1})} by the model in use. */
  double step(double[] h, int at, double x) {
    double reference = 0;
    double answer = 0;
    for (int c = 0; c < chains.size(); c++) {
      for (int which = 0; which < 2; which++) {
        double log = chains.get(c).step(h, part(at, c, which), x);
        reference = c == 0 && which == 0 ? log : reference;
        answer = c == h[at + BEST] && which == leader(h, at, c) ? log : answer;
        h[score(at, c, which)] += log - reference;
      }
    }
    h[at + PASSED]++;
    double half = Math.rint(h[at + EPOCH] / 2);
    if (h[at + PASSED] == half) {
      clear(h, at);
    } else if (h[at + PASSED] > half) {
      decide(h, at, StrictMath.log(h[at + PASSED] - half) / 2);
    }
    return answer;
  }

  /** Which of each two is in use, and which number of states. */
  private void decide(double[] h, int at, double penalty) {
    int best = (int) h[at + BEST];
    for (int c = 0; c < chains.size(); c++) {
      int leader = leader(h, at, c);
      if (h[score(at, c, 1 - leader)] > h[score(at, c, leader)] + LEAD) {
        h[at + starts[c] + LEADER] = 1 - leader;
        chains.get(c).list(h, part(at, c, 1 - leader), part(at, c, leader));
      }
    }
    for (int c = 0; c < chains.size(); c++) {
      if (value(h, at, c, penalty) > value(h, at, best, penalty) + LEAD) {
        best = c;
      }
    }
    h[at + BEST] = best;
  }

  private double value(double[] h, int at, int c, double penalty) {
    return h[score(at, c, leader(h, at, c))] - penalty * chains.get(c).parameters();
  }

  private void clear(double[] h, int at) {
    for (int c = 0; c < chains.size(); c++) {
      h[score(at, c, 0)] = 0;
      h[score(at, c, 1)] = 0;
    }
  }

  /** Whether an epoch has ended. */
  boolean due(double[] h, int at) {
    return h[at + PASSED] >= h[at + EPOCH];
  }

  /** Begins an epoch: what is not in use is begun anew. */
  void renew(double[] h, int at, double[] sample) {
    for (int c = 0; c < chains.size(); c++) {
      int other = part(at, c, 1 - leader(h, at, c));
      chains.get(c).start(h, other, sample, (int) h[at + VARIANT]);
    }
    clear(h, at);
    h[at + PASSED] = 0;
    h[at + EPOCH] = Math.min(MAX_MEMORY, 2 * h[at + EPOCH]);
    h[at + VARIANT] = (h[at + VARIANT] + 1) % 1024;
  }

  void miss(double[] h, int at) {
    for (int c = 0; c < chains.size(); c++) {
      chains.get(c).miss(h, part(at, c, 0));
      chains.get(c).miss(h, part(at, c, 1));
    }
  }

  /** The model in use. */
  HiddenChain chain(double[] h, int at) {
    return chains.get((int) h[at + BEST]);
  }

  /** Where the memory of the model in use begins. */
  int memory(double[] h, int at) {
    int best = (int) h[at + BEST];
    return part(at, best, leader(h, at, best));
  }
}
