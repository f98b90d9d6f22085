package io.recurrence.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians, spread and ratios of what the rounds measured. */
final class Figures {
  private Figures() {}

  /** The median of the ratios within each round; NaN where there is nothing to compare with. */
  static <T> double ratio(List<T> own, List<T> base, ToDoubleFunction<T> figure) {
    double[] ratios = new double[base.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(base.get(i));
    }
    return median(ratios);
  }

  static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return median(sorted(rounds, figure));
  }

  static <T> double[] sorted(List<T> rounds, ToDoubleFunction<T> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
