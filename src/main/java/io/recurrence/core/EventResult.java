package io.recurrence.core;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What an {@link EventTask} gives for one record. Reused from record to record; arrays that were
 * handed over are not copied.
 */
public final class EventResult {
  private static final String[] NOBODY = {};
  private static final float[][] NOWHERE = {};

  /** Which of its parts there are. */
  public enum Kind {
    NONE,
    /** A symbol that came, and what comes next. */
    SYMBOL,
    /** A label, or a regime. */
    LABEL,
    /** The class of a sequence. */
    CLASS,
    /** A sequence turned into another. */
    TRANSLATION
  }

  private Kind kind = Kind.NONE;
  private static final int LONGEST = 1024; // characters that are kept of the text of a record

  private String text = "";
  private String source = "";
  private String target = "";
  private double probability;
  private double surprise;
  private double entropy;
  private double duration;
  private boolean mark;
  private long start;
  private long length;
  private String[] names = NOBODY;
  private double[] probabilities = new double[0];
  private float[][] attention = NOWHERE;

  void clear() {
    kind = Kind.NONE;
    source = "";
    text = "";
    names = NOBODY;
    attention = NOWHERE;
  }

  /** The text of the record as it came; of one that is very long, the beginning. */
  void text(String text) {
    int end =
        text.length() > LONGEST && Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? 1 : 0;
    this.text = text.length() <= LONGEST ? text : text.substring(0, LONGEST - end) + "…";
  }

  /**
   * The text of the record as it came, also of a symbol that has no place in an alphabet; empty
   * where the record brings none, or was held back.
   */
  public String text() {
    return text;
  }

  /**
   * A symbol that came.
   *
   * @param symbol as text
   * @param expected the most probable one, before it came
   * @param probability of the one that came, before it came
   * @param surprise {@code -log2} of the probability
   * @param entropy of the next one, in bits
   */
  public void symbol(
      String symbol, String expected, double probability, double surprise, double entropy) {
    kind = Kind.SYMBOL;
    source = symbol;
    target = expected;
    this.probability = probability;
    this.surprise = surprise;
    this.entropy = entropy;
  }

  /**
   * A label.
   *
   * @param labelled the time of the record that it is for, in milliseconds
   * @param changed whether it is another than the one before
   * @param duration how many records it lasts on average; 0 where that is not known
   */
  public void label(
      String label, double probability, long labelled, boolean changed, double duration) {
    kind = Kind.LABEL;
    target = label;
    this.probability = probability;
    this.start = labelled;
    this.mark = changed;
    this.duration = duration;
  }

  /**
   * The class of a sequence.
   *
   * @param start the time of its first record, in milliseconds
   * @param length in records, so far
   * @param ended whether no more will come
   */
  public void classified(String name, double probability, long start, long length, boolean ended) {
    kind = Kind.CLASS;
    target = name;
    this.probability = probability;
    this.start = start;
    this.length = length;
    this.mark = ended;
  }

  /**
   * The class is that of a text.
   *
   * @param text as the classifier has read it
   * @param course [symbols][classes], how probable the classes were after each of its symbols, in
   *     the order of the distribution
   */
  public void course(String text, float[][] course) {
    source = text;
    attention = course;
  }

  /**
   * A sequence turned into another.
   *
   * @param complete whether its end came within the length that is allowed
   * @param attention [target symbols][source symbols]; empty where there is none
   */
  public void translation(
      String source, String target, double probability, boolean complete, float[][] attention) {
    kind = Kind.TRANSLATION;
    this.source = source;
    this.target = target;
    this.probability = probability;
    this.mark = complete;
    this.attention = attention;
  }

  /**
   * Of what the result is one.
   *
   * @param names in the order of their probabilities
   */
  public void distribution(String[] names, double[] probabilities) {
    this.names = names;
    this.probabilities = probabilities;
  }

  /**
   * Of what the result is one: the most probable ones, the first of them first; of equal ones the
   * one with the lower index.
   *
   * @param p of each
   * @param max how many are named
   * @param name gives the name of an index
   * @return the index of the most probable one
   */
  public int distribution(double[] p, int max, IntFunction<String> name) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> p[a] == p[b] ? Integer.compare(a, b) : Double.compare(p[b], p[a]));
    names = new String[Math.min(max, p.length)];
    probabilities = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = name.apply(order[i]);
      probabilities[i] = p[order[i]];
    }
    return order[0];
  }

  public Kind kind() {
    return kind;
  }

  /** The symbol, or the sequence, that came. */
  public String source() {
    return source;
  }

  /** The expected symbol, the label, the class or the translation. */
  public String target() {
    return target;
  }

  /** Of the symbol that came, else of the target. */
  public double probability() {
    return probability;
  }

  /** In bits. */
  public double surprise() {
    return surprise;
  }

  /** Of the next symbol, in bits. */
  public double entropy() {
    return entropy;
  }

  /** How many records a label lasts on average; 0 where that is not known. */
  public double duration() {
    return duration;
  }

  /** Whether a label changed, a sequence ended, or a translation is complete. */
  public boolean mark() {
    return mark;
  }

  /** The time of the first record of a sequence, or of the one that is labelled. */
  public long start() {
    return start;
  }

  /** How many records a sequence has so far. */
  public long length() {
    return length;
  }

  /** Names of what is probable. */
  public String[] names() {
    return names;
  }

  /** The probability of each. */
  public double[] probabilities() {
    return probabilities;
  }

  /** How probable the classes of a text were after each of its symbols. */
  public float[][] course() {
    return attention;
  }

  /** How much each source symbol counted for each target symbol. */
  public float[][] attention() {
    return attention;
  }
}
