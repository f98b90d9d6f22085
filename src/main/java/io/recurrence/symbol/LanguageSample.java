package io.recurrence.symbol;

import io.recurrence.core.ElementaryFunctions;
import java.util.SplittableRandom;

/**
 * Writes what a model takes to be likely: each symbol is drawn from {@code p^(1/τ)}, made to sum to
 * 1. A temperature τ of 1 is the model's own distribution; towards 0 the most probable symbol comes
 * each time.
 */
public final class LanguageSample {
  private final SymbolModel model;
  private final double temperature;
  private final SplittableRandom random;
  private final double[] p;

  /**
   * @param temperature τ, above 0
   * @param seed that decides what is drawn
   */
  public LanguageSample(SymbolModel model, double temperature, long seed) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a temperature must be above 0, but is " + temperature);
    }
    this.model = model;
    this.temperature = temperature;
    this.random = new SplittableRandom(seed);
    this.p = new double[model.symbols()];
  }

  /**
   * Goes on from a beginning.
   *
   * @param beginning symbols that the model reads first; they are not in the result
   * @param length of the result
   */
  public int[] write(int[] beginning, int length) {
    double[] h = new double[model.size()];
    model.start(h);
    for (int symbol : beginning) {
      step(h, symbol);
    }
    int[] written = new int[length];
    for (int i = 0; i < length; i++) {
      model.predict(h, p);
      written[i] = draw();
      step(h, written[i]);
    }
    return written;
  }

  private void step(double[] h, int symbol) {
    model.step(h, symbol);
    model.round(h);
  }

  private int draw() {
    double max = 0;
    for (double each : p) {
      max = Math.max(max, each);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = ElementaryFunctions.exp(ElementaryFunctions.ln(p[k] / max) / temperature);
      sum += p[k];
    }
    double left = sum * random.nextDouble();
    int k = 0;
    while (k < p.length - 1 && left >= p[k]) {
      left -= p[k];
      k++;
    }
    return k;
  }
}
