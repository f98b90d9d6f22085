package io.recurrence.evaluate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written, as far as its first line does not say it. Decimal commas and encoding
 * are found by reading it once.
 *
 * @param wide whether each column but that of times is a series, whatever the columns are called
 * @param decimalComma whether 12,5 is twelve and a half
 * @param label the column that says which rows are anomalous; empty for {@code label}, if there is
 *     one
 * @param encoding of the text; null where it is to be recognised
 * @param texts columns that are no series where each column is one, since they hold no numbers
 */
public record CsvForm(
    boolean wide,
    boolean decimalComma,
    String label,
    @Nullable TextEncoding encoding,
    Set<String> texts) {
  /** What most files are. */
  public static final CsvForm USUAL = of(false, "");

  /** What a user says of a file. */
  public static CsvForm of(boolean wide, String label) {
    return new CsvForm(wide, false, label, null, Set.of());
  }

  /** The same in an encoding. */
  public CsvForm in(TextEncoding known) {
    return new CsvForm(wide, decimalComma, label, known, texts);
  }

  CsvForm withDecimalComma() {
    return new CsvForm(wide, true, label, encoding, texts);
  }

  CsvForm without(Set<String> columns) {
    return new CsvForm(wide, decimalComma, label, encoding, columns);
  }
}
