package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.nio.charset.StandardCharsets;

/**
 * Texts in order of arrival, and a hash table over them: open addressing, at most half full, so
 * that a text is found in a probe or two.
 *
 * <p>In the memory: the number of texts; the slots of the hash table, each an index plus 1 (0:
 * empty); where each text ends; the bytes of all texts.
 */
final class SymbolTexts {
  private static final int HASH = 17; // '#' and 16 digits
  private static final int HEAD = Alphabet.LONGEST - HASH;

  private final int at;
  private final int max;
  private final int bytes;
  private final int slots;
  private final int ends;
  private final int pool;

  private final byte[] text = new byte[Alphabet.LONGEST]; // the one that is sought
  private int length;
  private long hash;

  /**
   * Texts.
   *
   * @param at where they begin in the memory
   */
  SymbolTexts(int at, int max, int bytes) {
    this.at = at;
    this.max = max;
    this.bytes = bytes;
    this.slots = Integer.highestOneBit(Math.max(1, 2 * max - 1)) * 2;
    this.ends = at + 1 + slots;
    this.pool = ends + max;
  }

  int size() {
    return 1 + slots + max + bytes;
  }

  /** The runs before, and those of these texts. */
  Storage storage(Storage before) {
    return before.then(Precision.SHORT, 1 + slots + max).then(Precision.TINY, bytes);
  }

  int count(double[] h) {
    return (int) h[at];
  }

  /** The index of a text, or -1; {@link #add} and {@link #hash} go by the last one sought. */
  int find(double[] h, byte[] utf8, int from, int to) {
    hash = hash(utf8, from, to);
    length = to - from;
    if (length > Alphabet.LONGEST) {
      shorten(utf8, from);
    } else {
      System.arraycopy(utf8, from, text, 0, length);
    }
    int slot = slot(h);
    return (int) h[at + 1 + slot] - 1;
  }

  long hash() {
    return hash;
  }

  /** Whether there is a place and room for the text. */
  boolean fits(double[] h) {
    return count(h) < max && end(h, count(h) - 1) + length <= bytes;
  }

  /** Adds the text, which is not there yet and fits; returns its index. */
  int add(double[] h) {
    int index = count(h);
    int start = end(h, index - 1);
    for (int i = 0; i < length; i++) {
      h[pool + start + i] = text[i];
    }
    h[ends + index] = start + length;
    h[at + 1 + slot(h)] = index + 1;
    h[at] = index + 1;
    return index;
  }

  String get(double[] h, int index) {
    int start = end(h, index - 1);
    byte[] utf8 = new byte[end(h, index) - start];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = (byte) h[pool + start + i];
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private int end(double[] h, int index) {
    return index < 0 ? 0 : (int) h[ends + index];
  }

  /** Where the text stands in the hash table, or the empty slot where it would. */
  private int slot(double[] h) {
    int slot = (int) hash(text, 0, length) & (slots - 1);
    while (h[at + 1 + slot] != 0 && !holds(h, (int) h[at + 1 + slot] - 1)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  private boolean holds(double[] h, int index) {
    int start = end(h, index - 1);
    if (end(h, index) - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (h[pool + start + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Keeps the beginning, cut between characters, and the hash of the whole. */
  private void shorten(byte[] utf8, int from) {
    int head = HEAD;
    while (head > HEAD - 3 && (utf8[from + head] & 0xC0) == 0x80) { // within a character
      head--;
    }
    System.arraycopy(utf8, from, text, 0, head);
    text[head] = '#';
    for (int i = 1; i < HASH; i++) {
      text[head + i] = (byte) Character.forDigit((int) (hash >>> (64 - 4 * i)) & 15, 16);
    }
    length = head + HASH;
  }

  /** FNV-1a (Fowler, Noll and Vo, 1991) of 64 bits, its bits mixed so that the low ones serve. */
  private static long hash(byte[] utf8, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (utf8[i] & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 32);
  }
}
