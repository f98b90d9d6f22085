package io.recurrence.symbol;

import java.util.Locale;

/**
 * Prints how far one pass of online EM stays behind Baum-Welch over the whole sequence from the
 * parameters that drew it: the log-likelihood of each record on the sequence, and on another that
 * none of them has seen; and the number of states that is chosen among 1 to 5.
 *
 * <p>Run: {@code java -cp target/classes:target/test-classes io.recurrence.symbol.OnlineEmFigure
 * 20000}
 */
final class OnlineEmFigure {
  private static final int SEEDS = 4;
  private static final int ROUNDS = 20;

  private OnlineEmFigure() {}

  public static void main(String[] args) {
    int length = Integer.parseInt(args[0]);
    System.out.println(
        "| chain | states | online | Baum-Welch | worst gap % | unseen, worst gap % | states chosen |");
    MadeChain.numbers().forEach((name, made) -> print("numbers, " + name, made, length));
    MadeChain.symbols().forEach((name, made) -> print("symbols, " + name, made, length));
  }

  private static void print(String name, MadeChain made, int length) {
    int states = made.transition().length;
    double online = 0;
    double batch = 0;
    double worst = Double.NEGATIVE_INFINITY;
    double worstUnseen = Double.NEGATIVE_INFINITY;
    StringBuilder chosen = new StringBuilder();
    for (int seed = 100; seed < 100 + SEEDS; seed++) {
      double[] x = made.draw(seed, length)[0];
      double[] unseen = made.draw(seed + 1000, length)[0];
      HiddenMarkov model = model(made, states, states);
      BaumWelch learned = BaumWelch.of(model, feed(model, x));
      BaumWelch best = made.oracle().learn(x, ROUNDS);
      online += learned.logLikelihood(x) / length / SEEDS;
      batch += best.logLikelihood(x) / length / SEEDS;
      worst = Math.max(worst, gap(learned, best, x));
      worstUnseen = Math.max(worstUnseen, gap(learned, best, unseen));
      HiddenMarkov several = model(made, 1, 5);
      chosen.append(' ').append(several.states(feed(several, x)));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.4f | %.4f | %.2f | %.2f |%s |%n",
        name,
        states,
        online,
        batch,
        worst,
        worstUnseen,
        chosen);
  }

  private static double gap(BaumWelch learned, BaumWelch best, double[] x) {
    double max = best.logLikelihood(x);
    return 100 * (max - learned.logLikelihood(x)) / Math.abs(max);
  }

  private static HiddenMarkov model(MadeChain made, int fewest, int max) {
    return made.gaussian()
        ? new GaussianHiddenMarkov(fewest, max, 0, 1, RegimeRule.DEFAULT)
        : new CategoricalHiddenMarkov(
            made.emission()[0].length, fewest, max, 0, 1, RegimeRule.DEFAULT);
  }

  private static double[] feed(HiddenMarkov model, double[] x) {
    double[] h = new double[model.size()];
    model.start(h);
    for (double value : x) {
      if (model instanceof GaussianHiddenMarkov numbers) {
        numbers.step(h, value);
      } else if (model instanceof CategoricalHiddenMarkov symbols) {
        symbols.step(h, (int) value);
      }
    }
    return h;
  }
}
