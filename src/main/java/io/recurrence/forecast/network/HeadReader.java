package io.recurrence.forecast.network;

/** Asks the {@link Head} of a network for steps of the horizon of one series. Serves one thread. */
final class HeadReader {
  private final Head head;
  private final HeadInputs inputs = new HeadInputs();
  private final int statisticsAt; // in a memory
  private final int outputsAt; // of the last layer
  private final int outputs;

  HeadReader(Head head, int statisticsAt, int outputsAt, int outputs) {
    this.head = head;
    this.statisticsAt = statisticsAt;
    this.outputsAt = outputsAt;
    this.outputs = outputs;
  }

  /**
   * Makes the quantiles of the first {@code rows} of some steps.
   *
   * @param h a memory whose statistics have learned the newest value
   * @param steps counted from 1
   */
  void look(double[] h, Lags newest, int[] steps, int rows) {
    for (int j = 0; j < outputs; j++) {
      head.state[j] = (float) h[outputsAt + j];
    }
    for (int row = 0; row < rows; row++) {
      inputs.write(h, statisticsAt, newest, steps[row], head, row);
      head.origin[row] = 0;
    }
    head.forward(1, rows);
  }

  /** The median of a row, counted from 1, from the newest value in units of the scale. */
  double median(int row) {
    return quantile(row, Head.MEDIAN);
  }

  /** A quantile of a row, counted from 1. */
  double quantile(int row, int level) {
    return head.quantiles[(row - 1) * Head.LEVELS.length + level];
  }
}
