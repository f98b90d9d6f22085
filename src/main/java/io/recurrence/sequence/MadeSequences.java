package io.recurrence.sequence;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sets of labelled sequences made at random, of the kinds that public archives have: few examples,
 * classes that differ in shape.
 */
public enum MadeSequences {
  /** Nine speakers say one vowel: 12 channels, 8 to 28 records, in the manner of LPC cepstra. */
  VOWELS(9, 12) {
    @Override
    double[][] draw(int speaker, SplittableRandom random) {
      SplittableRandom own = new SplittableRandom(100 + speaker);
      int length = 8 + random.nextInt(21);
      double[][] x = new double[length][12];
      for (int c = 0; c < 12; c++) {
        double level = 0.5 * normal(own) + 0.3 * normal(random);
        double slope = 0.5 * normal(own) + 0.3 * normal(random);
        double noise = 0;
        for (int t = 0; t < length; t++) {
          noise = 0.7 * noise + 0.2 * normal(random);
          x[t][c] = level + slope * (t / (length - 1.0) - 0.5) + noise;
        }
      }
      return x;
    }
  },

  /** Standing, walking, running, playing: 6 channels of acceleration and turning, 100 records. */
  MOTIONS(4, 6) {
    private static final double[] RATE = {0, 0.2, 0.35, 0.28}; // radians a record
    private static final double[] STRENGTH = {0, 1, 2.5, 2};

    @Override
    double[][] draw(int motion, SplittableRandom random) {
      double rate = RATE[motion] * (1 + 0.15 * normal(random));
      double phase = 2 * Math.PI * random.nextDouble();
      double rest = 2 * Math.PI * random.nextDouble();
      double[][] x = new double[100][6];
      for (int c = 0; c < 6; c++) {
        double own = STRENGTH[motion] * (0.5 + random.nextDouble());
        double lag = 2 * Math.PI * random.nextDouble();
        for (int t = 0; t < 100; t++) {
          boolean still = motion == 3 && StrictMath.sin(0.08 * t + rest) < 0; // plays now and then
          double wave = StrictMath.sin(rate * t + phase + lag);
          x[t][c] = (still ? 0 : own * wave * Math.abs(wave)) + 0.3 * normal(random);
        }
      }
      return x;
    }
  },

  /** Outlines of six kinds of leaves, from a random point on: one channel, 200 records. */
  OUTLINES(6, 1) {
    @Override
    double[][] draw(int leaf, SplittableRandom random) {
      SplittableRandom own = new SplittableRandom(200 + leaf);
      double start = random.nextDouble();
      double warp = 0.15 * normal(random);
      double[] amplitude = new double[8];
      double[] phase = new double[8];
      for (int k = 0; k < 8; k++) {
        amplitude[k] = (0.3 + own.nextDouble() + 0.15 * normal(random)) / (1 + 0.5 * k);
        phase[k] = 2 * Math.PI * own.nextDouble() + 0.2 * normal(random);
      }
      double[][] x = new double[200][1];
      for (int t = 0; t < 200; t++) {
        double at = 2 * Math.PI * (t / 200.0 + start);
        double angle = at + warp * StrictMath.sin(at);
        for (int k = 0; k < 8; k++) {
          x[t][0] += amplitude[k] * StrictMath.cos((k + 1) * angle + phase[k]);
        }
        x[t][0] += 0.05 * normal(random);
      }
      return x;
    }
  },

  /**
   * Gestures of a hand that holds a telephone: 3 channels of acceleration in m/s², gravity with
   * them, 30 to 60 records at 25 a second. People differ in speed, strength, and in how they hold
   * it.
   */
  GESTURES(3, "circle,knock,lift,push,shake,wave") {
    @Override
    double[][] draw(int gesture, SplittableRandom random) {
      int length = 30 + random.nextInt(31);
      double strength = 3 * StrictMath.exp(0.3 * normal(random));
      double phase = 0.3 * normal(random);
      double turns = 1 + 0.15 * normal(random);
      double first = 0.3 + 0.1 * random.nextDouble();
      double tilt = 0.25 * normal(random);
      double roll = 0.25 * normal(random);
      double[][] x = new double[length][3];
      for (int t = 0; t < length; t++) {
        double s = t / (length - 1.0);
        double angle = 2 * Math.PI * turns * s + phase;
        double there = StrictMath.sin(angle) * StrictMath.sin(Math.PI * s); // and stops
        double[] a = new double[3]; // right, ahead, up
        switch (gesture) {
          case 0 -> {
            a[0] = StrictMath.cos(angle);
            a[2] = StrictMath.sin(angle);
          }
          case 1 -> a[1] = 2 * (pulse(s - first) + pulse(s - first - 0.3));
          case 2 -> a[2] = 1.5 * there;
          case 3 -> a[1] = 1.5 * there;
          case 4 -> a[0] = 2 * StrictMath.sin(5 * angle);
          default -> a[0] = 1.5 * StrictMath.sin(2 * angle);
        }
        double up = strength * a[2] + 9.81;
        double ahead = strength * a[1];
        double right = strength * a[0];
        x[t][0] = right + roll * up + 0.8 * normal(random);
        x[t][1] = ahead + tilt * up + 0.8 * normal(random);
        x[t][2] = up - tilt * ahead - roll * right + 0.8 * normal(random);
      }
      return x;
    }
  };

  private final int inputs;
  private final String names; // between commas

  MadeSequences(int classes, int inputs) {
    this(
        inputs,
        IntStream.range(0, classes).mapToObj(k -> "class " + k).collect(Collectors.joining(",")));
  }

  MadeSequences(int inputs, String names) {
    this.inputs = inputs;
    this.names = names;
  }

  abstract double[][] draw(int of, SplittableRandom random);

  /** C, how many numbers a record has. */
  public int inputs() {
    return inputs;
  }

  /**
   * Draws a set; what makes a class is the same for all seeds.
   *
   * @param each sequences of each class, at least 1
   */
  public Labelled make(int each, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> classes = List.of(names.split(","));
    double[][][] sequences = new double[classes.size() * each][][];
    int[] of = new int[sequences.length];
    for (int i = 0; i < sequences.length; i++) {
      of[i] = i % classes.size();
      sequences[i] = draw(of[i], random);
    }
    return new Labelled(classes, sequences, of);
  }

  private static double pulse(double s) {
    return StrictMath.exp(-s * s / 0.002);
  }

  static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
