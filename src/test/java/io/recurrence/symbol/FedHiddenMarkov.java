package io.recurrence.symbol;

/** Hidden Markov models and what they remember of a series. */
final class FedHiddenMarkov {
  static final int LAG = 10;

  private FedHiddenMarkov() {}

  static GaussianHiddenMarkov gaussian(int fewest, int max) {
    return new GaussianHiddenMarkov(fewest, max, LAG, 1, RegimeRule.DEFAULT);
  }

  static double[] feed(GaussianHiddenMarkov model, double... x) {
    double[] h = new double[model.size()];
    model.start(h);
    for (double value : x) {
      move(model, h, value);
    }
    return h;
  }

  static void move(GaussianHiddenMarkov model, double[] h, double value) {
    if (Double.isNaN(value)) {
      model.miss(h);
    } else {
      model.step(h, value);
    }
  }

  static double[] feed(CategoricalHiddenMarkov model, double... x) {
    double[] h = new double[model.size()];
    model.start(h);
    for (double symbol : x) {
      model.step(h, (int) symbol);
    }
    return h;
  }
}
