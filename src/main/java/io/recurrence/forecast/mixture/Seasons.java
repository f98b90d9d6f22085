package io.recurrence.forecast.mixture;

import io.recurrence.time.Calendar;
import java.util.Arrays;

/**
 * What follows from the seasons of a series: how its window is divided, and which lags each
 * regression reads. The calendar gives the seasons where the sampling step is known: a day and a
 * week for steps of a minute to six hours, a week of days, a year of weeks or of months.
 */
final class Seasons {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long SHORTEST_MONTH = 28 * 24 * HOUR;
  private static final long LONGEST_MONTH = 31 * 24 * HOUR;
  private static final int MIN_STEPS_OF_DAY = 4; // steps of a day
  private static final int WEEKS = 52; // of a year
  private static final int MIN_TWICE = 20; // seasons of which two are worth their lags
  private static final int MAX_TWICE = 48;

  private final Calendar days;
  private final long step;
  final boolean calendar; // whether the season is one of the calendar
  final int shortSeason; // a season within the hour, 0 if none
  final int main; // 0 if none
  final int longSeason; // the longer season, 0 if none

  final int fine; // single values in the window
  final int blocks; // means of blocks in the window, 0 where single values reach far enough
  final int width; // values per block, 1 where there are no blocks
  final double perBlock; // 1 / width

  final int volatilityBins; // parts of the season with a volatility of their own
  final Course course; // the usual one
  final int[][] lags; // [regression]
  final int[] extras; // [regression], terms beside the lags
  final int longest; // lag
  final double[] cos; // [phase]
  final double[] sin;

  /**
   * Derives all that follows.
   *
   * @param step in milliseconds, 0 if none is known
   * @param shortSeason the season within the hour, found or from the calendar
   * @param found the main season where the calendar has none, 0 if none
   */
  Seasons(TierConfig config, long step, int shortSeason, int found) {
    this.days = config.calendar();
    this.step = step;
    int given = ofCalendar(days, step);
    this.calendar = given > 0;
    this.shortSeason = shortSeason;
    this.main = calendar ? given : found;
    this.longSeason = given * step == days.day() ? given * (int) (days.week() / days.day()) : 0;
    int values = config.history().values();
    int needed = Math.max(main + 2, config.history().reach());
    if (!calendar || needed <= values) {
      this.fine = values;
      this.blocks = 0;
      this.width = 1;
    } else {
      this.fine = config.history().fine();
      this.blocks = values - fine - 1;
      this.width = (needed + 4 + blocks - 6) / (blocks - 5);
    }
    this.perBlock = 1.0 / width;
    this.volatilityBins = Math.min(main, config.volatilityBins());
    this.course = new Course(config, step, main, longSeason);
    this.lags = new int[config.regressions().size()][];
    this.extras = new int[lags.length];
    for (int r = 0; r < lags.length; r++) {
      RegressionSpec terms = config.regressions().get(r);
      extras[r] = terms.extras(main > 0, course.exists());
      lags[r] = main > 0 ? seasonal(terms, extras[r]) : free(terms, extras[r]);
    }
    this.longest = Arrays.stream(lags).flatMapToInt(Arrays::stream).max().orElse(0);
    this.cos = new double[main];
    this.sin = new double[main];
    for (int phase = 0; phase < main; phase++) {
      cos[phase] = StrictMath.cos(2 * Math.PI * phase / main);
      sin[phase] = StrictMath.sin(2 * Math.PI * phase / main);
    }
  }

  /** The season of the calendar for a sampling interval, in steps; 0 if none. */
  static int ofCalendar(Calendar calendar, long step) {
    long day = calendar.day();
    if (step >= MINUTE && step <= day / MIN_STEPS_OF_DAY && day % step == 0) {
      return (int) (day / step);
    }
    if (step >= SHORTEST_MONTH && step <= LONGEST_MONTH) {
      return 12;
    }
    return step == day ? (int) (calendar.week() / day) : step == calendar.week() ? WEEKS : 0;
  }

  /** Whether anything follows from a sampling interval. */
  static boolean known(Calendar calendar, long step) {
    return ofCalendar(calendar, step) > 0 || Course.hour(step) > 0;
  }

  /** An hour in steps, where it is worth a look: many things happen once an hour. */
  static int shortSeasonOf(Calendar calendar, long step) {
    boolean daily = ofCalendar(calendar, step) > 0;
    return daily && step <= HOUR / 5 ? (int) Math.round((double) HOUR / step) : 0;
  }

  /** How often there are closed hours between two intervals, by number; 0 for whole days. */
  int closures(long from, long to) {
    return step > 0 && step < days.day() ? days.closures(from * step, to * step) : 0;
  }

  /** How far back the window reaches. */
  int reach() {
    return blocks > 0 ? (blocks - 2) * width : fine - 1;
  }

  private int[] free(RegressionSpec terms, int extras) {
    int[] lags = new int[terms.parameters()];
    int count = 0;
    int room = terms.parameters() - extras;
    for (int lag : terms.free()) {
      if (count < room && lag <= reach()) {
        count = add(lags, count, lag);
      }
    }
    if (shortSeason > 0 && terms.shortSeason()) {
      for (int lag = shortSeason - 2; lag <= shortSeason + 1 && count < room; lag++) {
        count = add(lags, count, lag);
      }
    }
    return Arrays.copyOf(lags, count);
  }

  private int[] seasonal(RegressionSpec terms, int extras) {
    int[] lags = new int[128];
    int count = 0;
    int room = terms.parameters() - extras;
    for (int lag = 1; lag <= terms.dense(); lag++) {
      count = add(lags, count, lag);
    }
    count = around(lags, count, main, terms.season());
    if (main >= MIN_TWICE && main <= MAX_TWICE) {
      count = around(lags, count, 2 * main, terms.twice());
    }
    if (longSeason > 0) {
      count = around(lags, count, longSeason, terms.longSeason());
    }
    if (shortSeason > 0 && terms.shortSeason() && count + 4 <= room) {
      count = around(lags, count, shortSeason, new RegressionSpec.Window(-2, 1));
    }
    return Arrays.copyOf(lags, Math.min(count, room));
  }

  /** Adds the lags around {@code season} if the window reaches them; in blocks, one lag a block. */
  private int around(int[] lags, int count, int season, RegressionSpec.Window window) {
    if (window.isEmpty()) {
      return count;
    }
    int stride = season + window.to() < fine ? 1 : width;
    boolean reached =
        stride == 1 ? season + window.to() < fine : season + (window.to() + 1) * stride <= reach();
    int end = count;
    for (int j = window.from(); reached && j <= window.to(); j++) {
      if (season + j * stride > 0) {
        end = add(lags, end, season + j * stride);
      }
    }
    return end;
  }

  private static int add(int[] lags, int count, int lag) {
    for (int i = 0; i < count; i++) {
      if (lags[i] == lag) {
        return count;
      }
    }
    if (lag <= 0) {
      return count;
    }
    lags[count] = lag;
    return count + 1;
  }
}
