package io.recurrence.forecast.mixture;

/**
 * A cycle divided into cells of equal width.
 *
 * @param period of the cycle, in steps
 * @param cells how many there are
 * @param at where they begin among all cells
 * @param onDaysOff whether they hold what is otherwise on days off
 * @param between whether they are read between their centres
 */
record CycleCells(int period, int cells, int at, boolean onDaysOff, boolean between) {

  /** The cell of a phase. */
  int cell(int phase) {
    return cells == period ? phase : (int) ((long) phase * cells / period);
  }

  /** Steps per cell. */
  double width() {
    return (double) period / cells;
  }

  /** How many steps of its cell lie before a phase. */
  double within(int phase) {
    return phase - Math.ceil(cell(phase) * width());
  }

  /** Where in the cycle a step is, by the number of its sampling interval. */
  int phase(long number) {
    return (int) Math.floorMod(number, (long) period);
  }

  /** The phase after a phase. */
  int after(int phase) {
    return phase + 1 == period ? 0 : phase + 1;
  }
}
