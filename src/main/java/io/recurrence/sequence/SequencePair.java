package io.recurrence.sequence;

/** A sequence and what it is in another space, as indices of symbols, the end apart. */
final class SequencePair {
  private final int[] source;
  private final int[] target;

  SequencePair(int[] source, int[] target) {
    this.source = source;
    this.target = target;
  }

  int[] source() {
    return source;
  }

  int[] target() {
    return target;
  }
}
