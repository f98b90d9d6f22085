package io.recurrence.sequence;

import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventContentException.Fault;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.UnknownSymbolException;
import java.util.Map;

/**
 * Translates sequences whose symbols come one a record, by a {@link Translator}. A sequence ends at
 * a given symbol, at a record that brings nothing, at a gap between two records, or when it is as
 * long as it may be; its translation is written then.
 */
public final class SequenceTranslation implements EventTask {
  private static final double[] NO_MEMORY = {};

  private final String name;
  private final Translator translator;
  private final TranslationWriter writer;
  private final int longest;
  private final long gap;
  private final String end;
  private final Alphabet source;

  /**
   * @param name of the translator, with all that decides what it gives
   * @param longest sequence, in symbols, as the translator has it
   * @param gap in milliseconds, at least 1: a sequence ends before it; {@link Long#MAX_VALUE} where
   *     none ends it
   * @param end the symbol that ends a sequence, none of it; empty where there is none
   * @throws IllegalArgumentException where it is a symbol that can be translated
   */
  public SequenceTranslation(
      String name, Translator translator, int longest, long gap, String end) {
    if (translator.source().contains(end)) {
      throw new IllegalArgumentException(
          "'%s' is a symbol that can be translated, so that it cannot end a sequence"
              .formatted(end));
    }
    boolean letters =
        translator.source().stream().allMatch(each -> each.codePointCount(0, each.length()) == 1);
    this.gap = gap;
    this.longest = longest;
    this.name = name;
    this.translator = translator;
    this.writer = new TranslationWriter(translator, letters ? "" : " ");
    this.end = end;
    this.source = Alphabet.given(translator.source());
  }

  @Override
  public Map<String, Recurrence> stages() {
    return Map.of(name, translator);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public boolean isSymbol(String blank) {
    return blank.equals(end) || translator.source().contains(blank);
  }

  @Override
  public boolean encode(double[][] h, EventContent content) throws EventContentException {
    try {
      String symbol = content.text();
      content.add(
          !end.isEmpty() && symbol.equals(end) ? endSymbol() : source.step(NO_MEMORY, symbol));
    } catch (UnknownSymbolException e) {
      throw new EventContentException(Fault.UNKNOWN_SYMBOL, String.valueOf(e.getMessage()));
    }
    return false;
  }

  private int endSymbol() {
    return translator.source().size();
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    if (x[0] == endSymbol()) {
      miss(h, time, out);
      return;
    }
    translator.step(h[0], (int) x[0]);
    if (translator.length(h[0]) == longest) {
      end(h, out);
    }
  }

  /** A record that brings nothing ends the sequence. */
  @Override
  public void miss(double[][] h, long time, StepResult out) {
    if (translator.length(h[0]) > 0) {
      end(h, out);
    }
  }

  @Override
  public boolean ends(double[][] h, long last, long next) {
    return translator.length(h[0]) > 0 && next - last >= gap;
  }

  @Override
  public void end(double[][] h, StepResult out) {
    writer.write(h[0], out);
  }
}
