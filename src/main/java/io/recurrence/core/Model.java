package io.recurrence.core;

/** A recurrence from which the values to come can be read. */
@PublicApi
public interface Model extends Recurrence {

  /**
   * How many past values the model reads through {@link Past}; the pipeline keeps at least as many.
   */
  default int lags() {
    return 0;
  }

  /**
   * {@code h <- f(h, x)}.
   *
   * @param h modified in place
   * @param x the value, in a window that does not hold it yet
   */
  void step(double[] h, Observation x);

  /**
   * A step of the clock without a value: the path moves on. Most memories stay as they are.
   *
   * @param past the window before this step
   */
  default void miss(double[] h, Past past) {}

  /**
   * After how many steps the forecasts begin anew with the same phase, where the model reads
   * seasons from the window; otherwise 0.
   */
  default int season(Past past) {
    return 0;
  }

  /**
   * Writes {@code path[k-1] = E[x_{t+k} | h]} for {@code k = 1 … path.length}. Reads only. Called
   * once at least one value has been seen.
   *
   * @param h not modified
   * @param past the window, {@code back(0)} being {@code x_t}
   * @param path finite on return, whatever finite values were seen
   */
  void forecast(double[] h, Past past, double[] path);

  /**
   * Writes the standard deviation of the error of each step, {@code sqrt(Var[x_{t+k} | h])}, as far
   * as the model itself gives it.
   *
   * @return whether it can
   */
  default boolean deviation(double[] h, Past past, double[] deviation) {
    return false;
  }

  /**
   * Writes how far below and above the forecast of each step the quantiles at 0.1 and 0.9 lie, as
   * far as the model itself gives it.
   *
   * @param below positive on return
   * @param above positive on return
   * @return whether it can
   */
  default boolean spread(double[] h, Past past, double[] below, double[] above) {
    return false;
  }

  /**
   * Writes what {@link #forecast} and {@link #spread} do, at once. Of a path that is scored but not
   * read, only some steps are looked at; what is written of others is of no account.
   *
   * @param steps that are looked at, ascending from 1, which is the next, to the length of the path
   * @return whether the model gives a spread
   */
  default boolean forecast(
      double[] h, Past past, int[] steps, double[] path, double[] below, double[] above) {
    forecast(h, past, path);
    return spread(h, past, below, above);
  }

  /**
   * The version of the trained weights behind the forecast made {@code ago} steps ago; empty for a
   * model without, or where it gives none any more.
   */
  default String version(double[] h, int ago) {
    return "";
  }
}
