package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * What the wide bins of a usual course leave over, in {@link Cells}: of the day, of days off, of
 * the week and of the hour. A cell counts by how much it is beyond what chance would make of it
 * (James and Stein, 1961), and all cells of a cycle by whether they have made errors smaller.
 */
final class Residuals {
  private static final int TABLES = 4;
  private static final double RATE = .1; // per visit of a cycle
  private static final double FIRST_RATE =
      1.5; // later means count more: bins were still being filled
  private static final double PRIOR = .25; // of a cell, that its first mean counts for nothing
  private static final double CHANCE = 5; // variances by chance that count for nothing
  private static final double SETTLED_VARIANCE =
      .05; // of the variance of an error, that of a mean at RATE
  private static final double ROUNDED = 1.25; // squared quanta, that rounding adds at most
  private static final double DAYS_OFF = 1 / 7.0; // cycles on which days off add information
  private static final double PROOF = 400; // in which what cells have proven is stored
  private static final double PROOF_RATE = .01;
  private static final double DISPROVEN = .2; // mean errors by which they have made one larger
  private static final double MAX_PROOF = 64; // mean errors by which they make one smaller
  private static final double NOISE_RATE = .005;
  private static final double MAX_ERROR = 6; // an error counts as at most so many mean ones

  private final Cells cells;
  private final Weekdays weekdays;
  private final int count; // of tables
  private final int proofs; // mean errors by which an error is smaller
  private final int noise; // mean absolute error of the course

  Residuals(MemoryAllocator allocator, TierConfig config) {
    this.count = config.cells() > 0 ? TABLES : 0;
    this.cells = new Cells(allocator, config.cells(), count);
    this.noise = allocator.take(Precision.SINGLE, count > 0 ? 1 : 0);
    this.proofs = allocator.take(Precision.SHORT, count);
    this.weekdays = new Weekdays(allocator, count > 0);
  }

  void clear(double[] h) {
    cells.clear(h);
    weekdays.clear(h);
    Arrays.fill(h, proofs, proofs + count, 0);
    Arrays.fill(h, noise, noise + (count > 0 ? 1 : 0), 0);
  }

  /** Whether a step is on a day off. */
  boolean dayOff(SeriesView view, long step) {
    Course course = view.seasons.course;
    return course.week > 0 && weekdays.off(view.h, course.day(step + view.start));
  }

  /** How many cycles of the kind of the present one there were before it. */
  long alike(SeriesView view) {
    Course course = view.seasons.course;
    long cycles = (view.t - view.profiled) / course.bins.period();
    return course.week > 0
        ? weekdays.alike(view.h, course.day(view.t + view.start), cycles)
        : cycles;
  }

  /** Adds what is to be added from step {@code t + from} to {@code t + to}. */
  void add(SeriesView view, int from, int to) {
    Course course = view.seasons.course;
    for (int j = 0; j < course.tables.size(); j++) {
      CycleCells cycle = course.tables.get(j);
      double proven = proven(view.h, j);
      double quantum = cells.quantum(view.h, j);
      double chance = chance(view, cycle, quantum);
      int phase = cycle.phase(view.t + from + view.start);
      for (int i = from; proven > 0 && i <= to; i++) {
        if (!cycle.onDaysOff() || dayOff(view, view.t + i)) {
          view.baseline[view.now + i] += proven * quantum * counted(view.h, cycle, phase, chance);
        }
        phase = cycle.after(phase);
      }
    }
  }

  /** What the cells say of a phase, in quanta. */
  private double counted(double[] h, CycleCells cycle, int phase, double chance) {
    if (!cycle.between()) {
      return counted(cells.get(h, cycle, cycle.cell(phase)), chance);
    }
    double place = (phase + .5) / cycle.width() - .5;
    int cell = (int) Math.floor(place);
    int next = cell + 1 == cycle.cells() ? 0 : cell + 1;
    double before = counted(cells.get(h, cycle, cell < 0 ? cycle.cells() - 1 : cell), chance);
    double after = counted(cells.get(h, cycle, next), chance);
    return before + (after - before) * (place - cell);
  }

  private static double counted(double cell, double chance) {
    return cell * cell <= chance ? 0 : cell - chance / cell;
  }

  /** The square in quanta that a cell may have by chance. */
  private double chance(SeriesView view, CycleCells cycle, double quantum) {
    double cycles = (double) since(view, cycle) / cycle.period();
    double visits = Math.max(1, cycle.onDaysOff() ? DAYS_OFF * cycles : cycles);
    double mean = view.h[noise] / quantum;
    double rounding = Math.min(mean / 2, ROUNDED);
    return CHANCE
        * (mean * mean * Math.max(SETTLED_VARIANCE, 1 / visits) / cycle.width() + rounding);
  }

  /** Steps since a cycle has cells that have been seen; negative before. */
  private static long since(SeriesView view, CycleCells cycle) {
    return view.t - view.profiled - Math.max(view.seasons.course.settled, cycle.period());
  }

  private double proven(double[] h, int table) {
    return Math.max(0, Math.min(1, 1 + h[proofs + table] / PROOF / DISPROVEN));
  }

  /**
   * Learns the newest value.
   *
   * @param error of the course as it was read at this step
   */
  void step(SeriesView view, double error) {
    Course course = view.seasons.course;
    double[] h = view.h;
    long age = view.t - view.profiled - course.settled;
    boolean off = dayOff(view, view.t);
    double bound = age > course.settled ? MAX_ERROR * h[noise] : Double.MAX_VALUE;
    double size = Math.min(Math.abs(error), bound);
    h[noise] = (float) (h[noise] + Math.max(NOISE_RATE, 1.0 / (age + 1)) * (size - h[noise]));
    for (int j = 0; j < course.tables.size(); j++) {
      CycleCells cycle = course.tables.get(j);
      double quantum = cells.quantum(h, j);
      int phase = cycle.phase(view.t + view.start);
      double says = quantum * counted(h, cycle, phase, chance(view, cycle, quantum));
      double counts = proven(h, j) * says;
      if (cycle.onDaysOff() && view.t - view.profiled >= course.week) {
        double other = Math.abs(off ? error + counts : error - counts);
        int day = course.day(view.t + view.start);
        weekdays.learn(h, day, Math.abs(error), other, cycle.period(), view.t);
      }
      boolean ofDays = cycle.period() == course.bins.period();
      if (ofDays && off != cycle.onDaysOff()) {
        continue;
      }
      if (says != 0) {
        prove(h, j, Math.abs(error + counts), Math.abs(error + counts - says), view.t);
      }
      if (since(view, cycle) >= 0 || cycle.onDaysOff()) {
        int cell = cycle.cell(phase);
        double own = error + counts - quantum * cells.get(h, cycle, cell);
        double rate = rate(course, cycle, visits(view, cycle, phase));
        cells.learn(h, j, cycle, cell, own, rate, view.t);
      }
      if (phase == 0) {
        cells.refine(h, j, cycle);
      }
    }
  }

  private void prove(double[] h, int table, double without, double with, long t) {
    double ratio = h[noise] > 0 ? (without - with) / h[noise] : 0;
    double better = Math.max(-MAX_PROOF, Math.min(MAX_PROOF, ratio));
    double moved = h[proofs + table] + PROOF_RATE * (PROOF * better - h[proofs + table]);
    h[proofs + table] = Numbers.dithered(moved, t);
  }

  private static double rate(Course course, CycleCells cycle, double visits) {
    double width = cycle.width();
    double young = course.bins.between() ? FIRST_RATE : 1;
    return Math.max(RATE / width, young / (young + visits + PRIOR * (width - 1)));
  }

  /** Steps that a cell has seen so far. */
  private double visits(SeriesView view, CycleCells cycle, int phase) {
    long since = since(view, cycle);
    double cycles = cycle.onDaysOff() ? alike(view) : Math.floor((double) since / cycle.period());
    double within = Math.max(0, cycle.within(phase));
    return cycles > 0
        ? cycles * cycle.width()
        : cycle.onDaysOff() ? within : Math.min((double) since, within);
  }

  /** The unit grows by {@code 1 / factor}, a power of 2. */
  void rescale(double[] h, double factor) {
    cells.rescale(h, factor);
    Numbers.transform(h, noise, count > 0 ? 1 : 0, factor, 0);
  }
}
