package io.recurrence.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Translations to learn from pairs that are made at random. */
public enum TranslationTask {
  /**
   * Dates as people write them, to {@code 2024-03-11}, and texts that are none, to {@code ?}; a
   * tenth of all is held out.
   */
  DATES(DateText.LETTERS, "-0123456789" + DateText.NONE, "") {
    @Override
    SequencePair pair(int longest, boolean heldOut, SplittableRandom random) {
      WrittenDate date = DateText.random(heldOut, random);
      return new SequencePair(
          indices(source(), letters(date.written())), indices(target(), letters(date.standard())));
    }

    @Override
    String refusal() {
      return DateText.NONE;
    }
  },

  /** A sequence of letters, backwards: the last comes first. */
  REVERSAL("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz", "") {
    @Override
    SequencePair pair(int longest, boolean heldOut, SplittableRandom random) {
      return ofLength(1 + random.nextInt(longest), random);
    }

    @Override
    SequencePair ofLength(int length, SplittableRandom random) {
      int[] source = new int[length];
      int[] target = new int[length];
      for (int s = 0; s < length; s++) {
        source[s] = random.nextInt(26);
        target[length - 1 - s] = source[s];
      }
      return new SequencePair(source, target);
    }
  },

  /** Sentences of a small English, to a made language; a tenth of all sentences is held out. */
  LANGUAGE(
      String.join(" ", ArtificialSentence.sourceWords()),
      String.join(" ", ArtificialSentence.targetWords()),
      " ") {
    @Override
    SequencePair pair(int longest, boolean heldOut, SplittableRandom random) {
      ArtificialSentence sentence = ArtificialSentence.random(heldOut, random);
      return new SequencePair(
          indices(source(), sentence.source()), indices(target(), sentence.target()));
    }
  };

  private static final int MAX_LENGTH = 12; // symbols of a text, where the task leaves it open

  private final String source;
  private final String target;
  private final String separator;

  /**
   * @param source symbols
   * @param target symbols
   * @param separator between symbols, there and in texts
   */
  TranslationTask(String source, String target, String separator) {
    this.source = source;
    this.target = target;
    this.separator = separator;
  }

  /** The symbols of sources. */
  public List<String> source() {
    return List.of(source.split(separator));
  }

  /** The symbols of targets. */
  public List<String> target() {
    return List.of(target.split(separator));
  }

  private static List<String> letters(String text) {
    return List.of(text.split(""));
  }

  private static int[] indices(List<String> alphabet, List<String> symbols) {
    return symbols.stream().mapToInt(alphabet::indexOf).toArray();
  }

  /**
   * A pair.
   *
   * @param longest source, where the task leaves it open
   * @param heldOut whether it is to be one that is never given to learn from, where the task can
   *     repeat itself
   */
  abstract SequencePair pair(int longest, boolean heldOut, SplittableRandom random);

  /**
   * A pair whose source has a length.
   *
   * @throws IllegalArgumentException where the task does not leave it open
   */
  SequencePair ofLength(int length, SplittableRandom random) {
    throw new IllegalArgumentException("the task decides how long a source is");
  }

  /** What the target is where the source has no translation; empty where each has one. */
  String refusal() {
    return "";
  }

  /** A text to translate, one that is never given to learn from, where the task has such. */
  public String unseen(SplittableRandom random) {
    return text(source(), pair(MAX_LENGTH, true, random).source());
  }

  /** Symbols as a text. */
  String text(List<String> alphabet, int[] symbols) {
    return Arrays.stream(symbols).mapToObj(alphabet::get).collect(Collectors.joining(separator));
  }
}
