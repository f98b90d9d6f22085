package io.recurrence.sequence;

import io.recurrence.core.StepResult;

/** Writes what a {@link Translator} makes of the sequence in a memory as a result. */
final class TranslationWriter {
  private static final double DECIMALS = 1e4;

  private final Translator translator;
  private final String between;

  /**
   * @param between two symbols of a text
   */
  TranslationWriter(Translator translator, String between) {
    this.translator = translator;
    this.between = between;
  }

  /** Writes the translation of the sequence in a memory, which is clear then. */
  void write(double[] h, StepResult out) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < translator.length(h); i++) {
      source.append(i == 0 ? "" : between).append(translator.source().get(translator.symbol(h, i)));
    }
    Translation translation = translator.translate(h);
    translator.clear(h);
    StringBuilder target = new StringBuilder();
    for (int symbol : translation.symbols()) {
      target.append(target.isEmpty() ? "" : between).append(translator.target().get(symbol));
    }
    out.event()
        .translation(
            source.toString(),
            target.toString(),
            StrictMath.exp(translation.logProbability()),
            translation.complete(),
            rounded(translation.attention()));
  }

  /** To four decimals: the digits behind are of no use to who looks at it. */
  private static float[][] rounded(float[][] attention) {
    for (float[] row : attention) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (Math.rint(row[i] * DECIMALS) / DECIMALS);
      }
    }
    return attention;
  }
}
