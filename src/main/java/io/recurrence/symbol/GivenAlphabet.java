package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list of symbols that all series share: its texts stand in the rule, not in the memory. */
final class GivenAlphabet implements Alphabet {
  private final List<String> symbols;
  private final SymbolTexts texts;
  private final double[] held;

  GivenAlphabet(List<String> symbols) {
    if (symbols.size() < 2) {
      throw new IllegalArgumentException(
          "an alphabet needs at least 2 symbols, but has " + symbols.size());
    }
    this.symbols = List.copyOf(symbols);
    this.texts = new SymbolTexts(0, symbols.size(), symbols.size() * LONGEST);
    this.held = new double[texts.size()];
    for (String symbol : symbols) {
      byte[] utf8 = symbol.getBytes(StandardCharsets.UTF_8);
      if (texts.find(held, utf8, 0, utf8.length) >= 0) {
        throw new IllegalArgumentException("symbol '" + symbol + "' stands twice in the alphabet");
      }
      texts.add(held);
    }
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public Storage storage() {
    return Storage.of(Precision.TINY, 0);
  }

  @Override
  public int symbols() {
    return symbols.size();
  }

  @Override
  public int known(double[] h) {
    return symbols.size();
  }

  @Override
  public int step(double[] h, byte[] utf8, int from, int to) throws UnknownSymbolException {
    int index = texts.find(held, utf8, from, to);
    if (index < 0) {
      String symbol = new String(utf8, from, Math.min(to - from, LONGEST), StandardCharsets.UTF_8);
      throw new UnknownSymbolException(symbol, symbols);
    }
    return index;
  }

  @Override
  public String text(double[] h, int index) {
    return symbols.get(index);
  }
}
