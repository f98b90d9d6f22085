package io.recurrence.sequence;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Sequences in the manner of speech, made at random, each record labelled by its phone: five
 * vowels, each a place of the first two formants that the voice glides to, with noise, so that a
 * vowel is known better from what follows it. A record holds the two formants, in units of their
 * spread.
 */
public final class MadeSpeech {
  /** The vowels, in the order of their labels. */
  public static final List<String> PHONES = List.of("u", "o", "i", "a", "e");

  private static final double[][] PLACE = {{-1, -1}, {1, -1}, {-1, 1}, {1, 1}, {0, 0}};
  private static final int LENGTH = 60;
  private static final int MIN_VOWEL = 4; // records of a vowel
  private static final int MAX_VOWEL = 11;
  private static final double GLIDE = 0.4; // part of the way that is gone in a record
  private static final double NOISE = 0.25;

  private final double[][][] records; // [n][T][2]
  private final int[][] labels; // [n][T]

  /**
   * Draws sequences of 60 records.
   *
   * @param sequences how many, at least 1
   * @param seed the same gives the same
   */
  public MadeSpeech(int sequences, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.records = new double[sequences][LENGTH][2];
    this.labels = new int[sequences][LENGTH];
    for (int i = 0; i < sequences; i++) {
      speak(records[i], labels[i], random);
    }
  }

  private static void speak(double[][] x, int[] labels, SplittableRandom random) {
    double[] formant = new double[2];
    int vowel = random.nextInt(PLACE.length);
    int left = length(random);
    for (int t = 0; t < x.length; t++) {
      if (left-- == 0) {
        vowel = (vowel + 1 + random.nextInt(PLACE.length - 1)) % PLACE.length;
        left = length(random);
      }
      labels[t] = vowel;
      for (int c = 0; c < 2; c++) {
        formant[c] += GLIDE * (PLACE[vowel][c] - formant[c]);
        x[t][c] = formant[c] + NOISE * MadeSequences.normal(random);
      }
    }
  }

  private static int length(SplittableRandom random) {
    return MIN_VOWEL + random.nextInt(MAX_VOWEL - MIN_VOWEL + 1);
  }

  /** Records of the sequences, [n][T][2]. */
  public double[][][] records() {
    return records;
  }

  /** Labels of the records, [n][T], indices of {@link #PHONES}. */
  public int[][] labels() {
    return labels;
  }

  /** The share of records whose most probable label is theirs; of those that get one. */
  public double right(SequenceLabeller labeller) {
    double[] p = new double[PHONES.size()];
    double right = 0;
    double asked = 0;
    for (int i = 0; i < records.length; i++) {
      double[] h = new double[labeller.size()];
      labeller.start(h);
      for (int t = 0; t < LENGTH; t++) {
        labeller.step(h, records[i][t]);
        if (t >= labeller.lag()) {
          labeller.label(h, p);
          right += Readout.likeliest(p) == labels[i][t - labeller.lag()] ? 1 : 0;
          asked++;
        }
      }
    }
    return right / asked;
  }
}
