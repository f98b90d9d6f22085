package io.recurrence.symbol;

import io.recurrence.core.NearestName;
import java.util.Collection;

/**
 * A symbol that a given alphabet lacks; the message names it and the nearest one that is known. A
 * stream makes a dead letter of its record.
 */
public final class UnknownSymbolException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownSymbolException(String symbol, Collection<String> known) {
    super("symbol '" + symbol + "' is not in the alphabet" + hint(symbol, known));
  }

  private static String hint(String symbol, Collection<String> known) {
    return NearestName.name(symbol, known)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse(" of " + known.size() + " symbols");
  }
}
