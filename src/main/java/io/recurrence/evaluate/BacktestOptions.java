package io.recurrence.evaluate;

/**
 * How a pipeline is run over a file.
 *
 * @param origins the rows from which forecasts are written
 * @param season MASE is in units of the error of the value this many steps ago
 * @param form how the file is written
 * @param drawn of how many series each step is kept for a report
 */
public record BacktestOptions(Origins origins, int season, CsvForm form, int drawn) {
  /** Options for a usual file, without a report. */
  public static BacktestOptions of(Origins origins, int season) {
    return new BacktestOptions(origins, season, CsvForm.USUAL, 0);
  }
}
