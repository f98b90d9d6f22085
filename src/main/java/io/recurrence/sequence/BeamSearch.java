package io.recurrence.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the most probable sequence, keeping the K most probable beginnings of each length
 * (Sutskever, Vinyals and Le, 2014). One that ends gives up its place; of those that ended, the one
 * with the highest {@code ln p / T} wins, T symbols with the end: without the division, short
 * sequences would win for being short. With K = 1 this is greedy search; with a place for every
 * sequence it is exhaustive.
 */
final class BeamSearch {
  private final SequenceDecoder decoder;
  private final int longest;

  /**
   * @param decoder of K rows and one step
   * @param longest target
   */
  BeamSearch(SequenceDecoder decoder, int longest) {
    this.decoder = decoder;
    this.longest = longest;
  }

  /** A beginning of a target, and the memory of the decoder after it. */
  private static final class Hypothesis {
    private final List<Integer> symbols;
    private final List<float[]> weights; // of attention
    private final double logProbability;
    private final float[] memory;

    Hypothesis(
        List<Integer> symbols, List<float[]> weights, double logProbability, float[] memory) {
      this.symbols = symbols;
      this.weights = weights;
      this.logProbability = logProbability;
      this.memory = memory;
    }
  }

  /** A hypothesis with one symbol more. */
  private record Candidate(int row, int symbol, double logProbability) {}

  /**
   * Searches.
   *
   * @param annotations [S][C], read with attention
   * @param length S
   * @param summary [C], read without
   */
  Translation search(float[] annotations, int length, float[] summary) {
    decoder.begin(1, annotations, length, summary);
    List<Hypothesis> live =
        List.of(new Hypothesis(List.of(), List.of(), 0, new float[decoder.memory()]));
    Hypothesis best = live.get(0);
    double highest = Double.NEGATIVE_INFINITY;
    int places = decoder.batch();
    for (int t = 1; t <= longest + 1 && !live.isEmpty(); t++) {
      List<Hypothesis> next = new ArrayList<>();
      for (Candidate candidate : candidates(live, places)) {
        Hypothesis from = live.get(candidate.row);
        if (candidate.symbol == decoder.shape().end()) {
          places--;
          if (candidate.logProbability / t > highest) {
            highest = candidate.logProbability / t;
            best =
                new Hypothesis(from.symbols, from.weights, candidate.logProbability, from.memory);
          }
        } else if (t <= longest) {
          next.add(longer(from, candidate, length));
        }
      }
      if (highest == Double.NEGATIVE_INFINITY && !next.isEmpty()) {
        best = next.get(0);
      }
      live = next;
    }
    return new Translation(
        best.symbols.stream().mapToInt(Integer::intValue).toArray(),
        best.weights.toArray(new float[0][]),
        best.logProbability,
        highest > Double.NEGATIVE_INFINITY);
  }

  /** The most probable, first; of equals, that of the better hypothesis and the lower symbol. */
  private List<Candidate> candidates(List<Hypothesis> live, int places) {
    for (int row = 0; row < decoder.batch(); row++) {
      Hypothesis each = live.get(Math.min(row, live.size() - 1)); // rows without one idle
      List<Integer> symbols = each.symbols;
      decoder.begin(row, each.memory, 0);
      decoder.input(
          0, row, symbols.isEmpty() ? decoder.shape().end() : symbols.get(symbols.size() - 1));
    }
    decoder.forward(0);
    float[] p = decoder.probabilities();
    int k = decoder.shape().symbols() + 1;
    List<Candidate> all = new ArrayList<>();
    for (int row = 0; row < live.size(); row++) {
      for (int symbol = 0; symbol < k; symbol++) {
        double log = StrictMath.log(Math.max(Float.MIN_NORMAL, p[row * k + symbol]));
        all.add(new Candidate(row, symbol, live.get(row).logProbability + log));
      }
    }
    all.sort(Comparator.comparingDouble(Candidate::logProbability).reversed());
    return all.subList(0, Math.min(places, all.size()));
  }

  private Hypothesis longer(Hypothesis from, Candidate candidate, int length) {
    List<Integer> symbols = new ArrayList<>(from.symbols);
    symbols.add(candidate.symbol);
    List<float[]> weights = new ArrayList<>(from.weights);
    if (decoder.shape().attention() > 0) {
      float[] row = new float[length];
      for (int s = 0; s < length; s++) {
        row[s] = decoder.weight(0, candidate.row, s);
      }
      weights.add(row);
    }
    float[] memory = new float[decoder.memory()];
    decoder.end(0, candidate.row, memory, 0);
    return new Hypothesis(symbols, weights, candidate.logProbability, memory);
  }
}
