package io.recurrence.sequence;

import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventContentException.Fault;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.SymbolSplit;
import io.recurrence.symbol.UnknownSymbolException;
import java.util.List;
import java.util.Map;

/** Translates the text of each record by a {@link Translator}. */
public final class RecordTranslation implements EventTask {
  private static final double[] NO_MEMORY = {};

  private final Translator translator;
  private final TranslationWriter writer;
  private final String name;
  private final SymbolSplit split;
  private final int longest;
  private final Alphabet source;

  /**
   * @param name of the translator, with all that decides what it gives
   * @param split of a text into symbols
   * @param longest text, in symbols, as the translator has it
   */
  public RecordTranslation(String name, Translator translator, SymbolSplit split, int longest) {
    this.name = name;
    this.translator = translator;
    this.writer = new TranslationWriter(translator, split.between());
    this.split = split;
    this.longest = longest;
    this.source = Alphabet.given(translator.source());
  }

  @Override
  public Map<String, Recurrence> stages() {
    return Map.of(name, translator);
  }

  @Override
  public int width() {
    return 0;
  }

  @Override
  public boolean texts() {
    return true;
  }

  @Override
  public boolean encode(double[][] h, EventContent content) throws EventContentException {
    List<String> symbols = split.of(content.text(), longest);
    try {
      for (String symbol : symbols) {
        content.add(source.step(NO_MEMORY, symbol));
      }
    } catch (UnknownSymbolException e) {
      throw new EventContentException(Fault.UNKNOWN_SYMBOL, String.valueOf(e.getMessage()));
    }
    return false;
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    for (int i = 0; i < count; i++) {
      translator.step(h[0], (int) x[i]);
    }
    writer.write(h[0], out);
  }
}
