package io.recurrence.evaluate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written, as far as its first line does not say it. Decimal commas and encoding
 * are found by reading it once.
 *
 * @param wide whether each column but that of times is a series, whatever the columns are called
 * @param decimalComma whether 12,5 is twelve and a half
 * @param label the column that says which rows are anomalous; empty for {@code label}, if there is
 *     one
 * @param charset of the text
 */
public record CsvForm(boolean wide, boolean decimalComma, String label, Charset charset) {
  /** What most files are. */
  public static final CsvForm USUAL = of(false, "");

  /** What a user says of a file. */
  public static CsvForm of(boolean wide, String label) {
    return new CsvForm(wide, false, label, StandardCharsets.UTF_8);
  }

  CsvForm withDecimalComma() {
    return new CsvForm(wide, true, label, charset);
  }

  CsvForm in(Charset other) {
    return new CsvForm(wide, decimalComma, label, other);
  }
}
