package io.recurrence.sequence;

import java.util.Arrays;

/**
 * The formulas of an encoder and a decoder one by one, in double precision and for one pair of
 * sequences: what the fast ones are checked against.
 */
final class NaiveEncoderDecoder {
  private final EncoderDecoderShape shape;
  private final double[] w;
  private final int e;
  private final int h;
  private final NaiveFormulas formulas;
  private final int decoder; // where its weights begin

  NaiveEncoderDecoder(EncoderDecoderShape shape, double[] w) {
    this.shape = shape;
    this.w = w;
    this.e = shape.embedding();
    this.h = shape.hidden();
    this.formulas = new NaiveFormulas(w, shape.type(), h);
    this.decoder = shape.decoderAt();
  }

  /** ln p(target | source), the end with it. */
  double logProbability(int[] source, int[] target) {
    double[][] p = probabilities(source, target);
    double sum = 0;
    for (int t = 0; t <= target.length; t++) {
      sum += Math.log(p[t][t == target.length ? shape.targetSymbols() : target[t]]);
    }
    return sum;
  }

  /** The most probable symbol after those so far. */
  int mostProbable(int[] source, int[] soFar) {
    double[] p = probabilities(source, soFar)[soFar.length];
    int max = 0;
    for (int k = 1; k < p.length; k++) {
      max = p[k] > p[max] ? k : max;
    }
    return max;
  }

  private double[][] probabilities(int[] source, int[] target) {
    double[][] annotations = annotations(source);
    double[] memory = new double[2 * h];
    double[][] p = new double[target.length + 1][];
    for (int t = 0; t <= target.length; t++) {
      int before = t == 0 ? shape.targetSymbols() : target[t - 1];
      double[] c = context(annotations, memory);
      double[] x = NaiveFormulas.concat(row(decoder, before, e), c);
      memory = formulas.cell(decoder + shape.decoder().layerAt(), x, memory);
      p[t] = readout(NaiveFormulas.concat(Arrays.copyOf(memory, h), c));
    }
    return p;
  }

  private double[][] annotations(int[] source) {
    double[][] x = new double[source.length][];
    for (int s = 0; s < x.length; s++) {
      x[s] = row(0, source[s], e);
    }
    return formulas.annotations(x, shape.aheadAt(), shape.backAt());
  }

  private double[] context(double[][] annotations, double[] memory) {
    int n = annotations.length;
    int units = shape.attention();
    if (units == 0) {
      return NaiveFormulas.concat(
          Arrays.copyOf(annotations[n - 1], h), Arrays.copyOfRange(annotations[0], h, 2 * h));
    }
    int attention = decoder + shape.decoder().attentionAt();
    return formulas.context(annotations, Arrays.copyOf(memory, h), attention, units);
  }

  private double[] readout(double[] x) {
    int k = shape.targetSymbols() + 1;
    int readout = decoder + shape.decoder().readoutAt();
    double[] p = formulas.affine(readout, readout + x.length * k, x, k);
    double sum = 0;
    for (int j = 0; j < k; j++) {
      p[j] = Math.exp(p[j]);
      sum += p[j];
    }
    for (int j = 0; j < k; j++) {
      p[j] /= sum;
    }
    return p;
  }

  private double[] row(int at, int which, int n) {
    return Arrays.copyOfRange(w, at + which * n, at + (which + 1) * n);
  }
}
