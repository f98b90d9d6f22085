package io.recurrence.sequence;

import io.recurrence.symbol.SymbolWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Translates pairs of a task that were never learned from, by greedy search. */
public final class TranslationExam {
  private static final int MAX_LENGTH = 64; // symbols, more than any pair of a task has by itself

  private final TranslationTask task;
  private final int longest;
  private final Translator translator;
  private final double[] h;

  /**
   * @param longest source, where the task leaves it open
   * @throws IllegalArgumentException where the weights are not those of such a translator
   */
  public TranslationExam(TranslationTask task, SymbolWeights weights, int longest) {
    int max = Math.max(MAX_LENGTH, longest);
    this.task = task;
    this.longest = longest;
    this.translator = new Translator(weights, "the network", max, max, 1);
    this.h = new double[translator.size()];
  }

  /** The share of pairs that are translated exactly. */
  public double exact(int pairs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int right = 0;
    for (int n = 0; n < pairs; n++) {
      right += right(task.pair(longest, true, random)) ? 1 : 0;
    }
    return (double) right / pairs;
  }

  /**
   * The share of sources without a translation that are given none; not a number where all have
   * one.
   */
  public double refused(int pairs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int without = 0;
    int right = 0;
    for (int n = 0; n < pairs; n++) {
      SequencePair pair = task.pair(longest, true, random);
      if (task.text(task.target(), pair.target()).equals(task.refusal())) {
        without++;
        right += right(pair) ? 1 : 0;
      }
    }
    return (double) right / without;
  }

  /**
   * The share of pairs with a source of one length that are translated exactly.
   *
   * @throws IllegalArgumentException where the task does not leave the length open, or it is above
   *     the longest
   */
  public double exact(int pairs, int length, long seed) {
    if (length > longest) {
      throw new IllegalArgumentException(length + " symbols; the longest source has " + longest);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int right = 0;
    for (int n = 0; n < pairs; n++) {
      right += right(task.ofLength(length, random)) ? 1 : 0;
    }
    return (double) right / pairs;
  }

  private boolean right(SequencePair pair) {
    return Arrays.equals(translate(pair.source()).symbols(), pair.target());
  }

  private Translation translate(int[] source) {
    translator.clear(h);
    for (int symbol : source) {
      translator.step(h, symbol);
    }
    return translator.translate(h);
  }

  /** Sources and their translations, a line each. */
  public List<String> samples(int pairs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < pairs; n++) {
      int[] source = task.pair(longest, true, random).source();
      lines.add(
          task.text(task.source(), source)
              + " -> "
              + task.text(task.target(), translate(source).symbols()));
    }
    return lines;
  }
}
