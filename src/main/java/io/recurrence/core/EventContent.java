package io.recurrence.core;

import java.util.Arrays;

/**
 * What a record brings: a number, several, or a text, which {@link SeriesPipeline#encode} turns
 * into the numbers of its symbols; or nothing, where it is a step that is missing. Reused from
 * record to record.
 */
public final class EventContent {
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int FINGERPRINT = 12; // bits left out, so that a double holds the others

  private boolean present;
  private String text = "";
  private double[] numbers = new double[1];
  private int count;

  /** Begins a record that brings nothing, so far. */
  public void clear() {
    present = false;
    text = "";
    count = 0;
  }

  /** The record brings a text. */
  public void text(String text) {
    this.present = true;
    this.text = text;
  }

  /**
   * The record brings a text of nothing but blanks: nothing, unless the task knows that as a
   * symbol.
   */
  public void blank(String text) {
    this.text = text;
  }

  /** The record brings one number more. */
  public void add(double x) {
    present = true;
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = x;
  }

  /** Whether the record brings anything. */
  public boolean present() {
    return present;
  }

  /** The text, empty where there is none. */
  public String text() {
    return text;
  }

  /** How many numbers there are. */
  public int count() {
    return count;
  }

  /** Number {@code i}, counted from 0. */
  public double number(int i) {
    return numbers[i];
  }

  /**
   * One number that stands for all: the number itself where there is one; else a hash, by which two
   * records at the same time are known to be the same.
   */
  public double value() {
    if (count == 1) {
      return numbers[0];
    }
    long hash = count;
    for (int i = 0; i < count; i++) {
      hash = (hash ^ Double.doubleToLongBits(numbers[i])) * FNV_PRIME;
      hash ^= hash >>> 32;
    }
    return count == 0 ? 0 : hash >>> FINGERPRINT;
  }
}
