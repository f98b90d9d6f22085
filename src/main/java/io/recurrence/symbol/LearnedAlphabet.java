package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;

/**
 * Symbols in order of their admission, never replaced, and the last new ones that wait for it.
 *
 * <p>In the memory: where the next that waits is written; 52 bits of the hash of each that waits,
 * plus 1 (0: none); then the texts.
 */
final class LearnedAlphabet implements Alphabet {
  /** How many new symbols are remembered that have no place. */
  static final int WAITING = 32;

  private static final int MAX_SYMBOLS = 8192; // two slots each, whose numbers 16 bits hold

  private final int max;
  private final SymbolTexts texts;

  LearnedAlphabet(int max, int bytes) {
    if (max < 2 || max > MAX_SYMBOLS) {
      throw new IllegalArgumentException(
          "most must be in [2, " + MAX_SYMBOLS + "], but was " + max);
    }
    if (bytes < LONGEST || bytes > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "bytes must be in [" + LONGEST + ", " + Short.MAX_VALUE + "], but was " + bytes);
    }
    this.max = max;
    this.texts = new SymbolTexts(1 + WAITING, max - 1, bytes);
  }

  @Override
  public int size() {
    return 1 + WAITING + texts.size();
  }

  @Override
  public Storage storage() {
    return texts.storage(Storage.of(Precision.SHORT, 1).then(Precision.DOUBLE, WAITING));
  }

  @Override
  public boolean finite(double[] h) {
    return true; // whole numbers within bounds, whatever came
  }

  @Override
  public int symbols() {
    return max;
  }

  @Override
  public int known(double[] h) {
    return texts.count(h);
  }

  @Override
  public int step(double[] h, byte[] utf8, int from, int to) {
    int index = texts.find(h, utf8, from, to);
    if (index >= 0) {
      return index;
    }
    return texts.fits(h) && admits(h) ? texts.add(h) : max - 1;
  }

  /** Whether half of the places are free, or the symbol came lately; else it waits from now on. */
  private boolean admits(double[] h) {
    if (2 * texts.count(h) < max - 1) {
      return true;
    }
    double hash = (texts.hash() >>> 12) + 1;
    for (int i = 1; i <= WAITING; i++) {
      if (h[i] == hash) {
        return true;
      }
    }
    h[1 + (int) h[0]] = hash;
    h[0] = (h[0] + 1) % WAITING;
    return false;
  }

  @Override
  public String text(double[] h, int index) {
    return index < texts.count(h) ? texts.get(h, index) : OTHER;
  }
}
