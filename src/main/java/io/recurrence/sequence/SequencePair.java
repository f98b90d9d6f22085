package io.recurrence.sequence;

/**
 * A sequence and what it is in another space, as indices of symbols.
 *
 * @param source S symbols
 * @param target T symbols, the end apart
 */
record SequencePair(int[] source, int[] target) {}
