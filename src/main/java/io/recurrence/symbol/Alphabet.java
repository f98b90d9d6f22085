package io.recurrence.symbol;

import io.recurrence.core.Recurrence;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * From the text of a symbol to its index and back: what stands between a stream of states, events
 * or words and a {@link SymbolModel}. Either given, or learned per series.
 *
 * <p>A symbol is the UTF-8 of its text. One longer than {@value #LONGEST} bytes is known by its
 * beginning and a hash of all of it, {@code beginning#0123456789abcdef}: long symbols, such as
 * templates of log lines, stay apart in bounded memory and none is refused.
 */
public interface Alphabet extends Recurrence {
  /** The most bytes that are kept of a symbol. */
  int LONGEST = 64;

  /** The text of the index that stands for all symbols without one of their own. */
  String OTHER = "(other)";

  /**
   * An alphabet that is the same for all series: index {@code i} is the i-th of the list. It has no
   * memory.
   *
   * @param symbols at least 2, all different
   * @throws IllegalArgumentException if they are fewer, or one stands twice
   */
  static Alphabet given(List<String> symbols) {
    return new GivenAlphabet(symbols);
  }

  /**
   * An alphabet that each series learns from its own symbols; the last index stands for all others.
   * A new symbol takes the next free place, as long as half of the places are free; after that it
   * is admitted only when it comes again before {@value LearnedAlphabet#WAITING} other new ones
   * came, so that symbols that are seen once, such as numbers of orders, fill half of the places at
   * most. Until then, and where no place is free or too few bytes are left for its text, it counts
   * as other. <b>No place is ever given away</b>: an index means the same for good, and no model
   * has to unlearn one.
   *
   * @param max symbols, with the one for all others; in [2, 8192]
   * @param bytes of text of all symbols together, in [{@value #LONGEST}, 32767]
   * @throws IllegalArgumentException if one of them is not as said
   */
  static Alphabet learned(int max, int bytes) {
    return new LearnedAlphabet(max, bytes);
  }

  /** How many indices there are: {@code 0 … symbols() - 1}. */
  int symbols();

  /**
   * The index of a symbol, after it has been learned. Allocates nothing if it is known.
   *
   * @param h modified in place
   * @param utf8 holds the text, from {@code from} to {@code to} (exclusive)
   * @throws UnknownSymbolException if the alphabet is given and lacks it; h is as it was
   */
  int step(double[] h, byte[] utf8, int from, int to) throws UnknownSymbolException;

  /** The same, from a string. */
  default int step(double[] h, String symbol) throws UnknownSymbolException {
    byte[] utf8 = symbol.getBytes(StandardCharsets.UTF_8);
    return step(h, utf8, 0, utf8.length);
  }

  /** How many indices, from 0, have a text of their own. */
  int known(double[] h);

  /**
   * The text of an index; {@link #OTHER} if it stands for all others, or has no text yet.
   *
   * @param h not modified
   * @param index in {@code [0, symbols())}
   */
  String text(double[] h, int index);
}
