package io.recurrence.symbol;

import java.util.Arrays;
import java.util.List;

/**
 * Hidden Markov models of different size side by side, all learning. The one in use is that which
 * has predicted best, by the sum of the log-likelihoods of what came next (prequential choice;
 * Dawid, 1984): states that explain nothing cost what it took to learn them, so that no penalty
 * need be chosen. Another one takes over when it leads by {@value #LEAD}: when the odds for it,
 * being {@code e^10}, leave little doubt.
 */
final class HiddenCandidates {
  private static final double LEAD = 10;

  private static final int BEST = 0; // which candidate is in use
  private static final int HEAD = 1; // then, the lead over the first of each

  private final List<HiddenChain> chains;
  private final int[] starts;

  HiddenCandidates(List<HiddenChain> chains) {
    this.chains = List.copyOf(chains);
    this.starts = new int[chains.size() + 1];
    starts[0] = HEAD + chains.size();
    for (int c = 0; c < chains.size(); c++) {
      starts[c + 1] = starts[c] + chains.get(c).size();
    }
  }

  int size() {
    return starts[chains.size()];
  }

  void start(double[] h, int at, double[] first) {
    Arrays.fill(h, at, at + HEAD + chains.size(), 0);
    for (int c = 0; c < chains.size(); c++) {
      chains.get(c).start(h, at + starts[c], first);
    }
  }

  /** Learns a value. Returns {@code ln p(x_t | x_1 … x_{t-1})} by the candidate in use. */
  double step(double[] h, int at, double x) {
    int best = (int) h[at + BEST];
    double reference = 0;
    double answer = 0;
    for (int c = 0; c < chains.size(); c++) {
      double log = chains.get(c).step(h, at + starts[c], x);
      reference = c == 0 ? log : reference;
      answer = c == best ? log : answer;
      h[at + HEAD + c] += log - reference;
    }
    for (int c = 0; c < chains.size(); c++) {
      if (h[at + HEAD + c] > h[at + HEAD + best] + LEAD) {
        h[at + BEST] = c;
        best = c;
      }
    }
    return answer;
  }

  void miss(double[] h, int at) {
    for (int c = 0; c < chains.size(); c++) {
      chains.get(c).miss(h, at + starts[c]);
    }
  }

  /** The model in use. */
  HiddenChain chain(double[] h, int at) {
    return chains.get((int) h[at + BEST]);
  }

  /** Where the memory of the model in use begins. */
  int memory(double[] h, int at) {
    return at + starts[(int) h[at + BEST]];
  }
}
