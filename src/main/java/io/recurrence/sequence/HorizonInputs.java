package io.recurrence.sequence;

import io.recurrence.core.Past;
import io.recurrence.forecast.network.Season;
import io.recurrence.time.Calendar;
import java.util.Arrays;

/**
 * What an encoder and a decoder see of a series, in units of its own: values less the mean of the
 * window, divided by their mean distance from it; and what a calendar says of a time, past or
 * future: the phase of day, week and year and whether it is a weekend.
 */
final class HorizonInputs {
  /** The most values that the encoder reads. */
  static final int MAX_VALUES = 72;

  /** Numbers of a recent value: the value, the one a season before, the calendar. */
  static final int RECENT = 10;

  /** Numbers that are known of a step to come. */
  static final int KNOWN = 14;

  private static final int CALENDAR = 7;
  private static final double MAX_VALUE = 20; // of a value, in units of the scale
  private static final long DAY = 86_400_000;
  private static final double YEAR = 365.2425 * DAY;
  private static final int THURSDAY = 3; // of the first of January 1970, counted from Monday

  private final Calendar calendar;
  private final int horizon;
  private Season season = Season.NONE;
  private double mean;
  private double scale;

  /**
   * @param horizon the most steps that are forecast
   */
  HorizonInputs(Calendar calendar, int horizon) {
    this.calendar = calendar;
    this.horizon = horizon;
  }

  /** Reads the units of a window; false where it has not moved, and there is nothing to see. */
  boolean open(Past past) {
    int n = past.length();
    if (season.step() != past.step()) {
      season = Season.of(past.step());
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (past.back(i) - past.back(0)) / n;
    }
    mean = past.back(0) + sum;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance += Math.abs(past.back(i) - mean) / n;
    }
    scale = distance;
    return scale > 1e-300 && scale > 1e-12 * Math.abs(mean);
  }

  /** A value in units of the series. */
  double scaled(double x) {
    return Math.max(-MAX_VALUE, Math.min(MAX_VALUE, (x - mean) / scale));
  }

  /** The value of a number in units of the series. */
  double value(double y) {
    return mean + scale * y;
  }

  /** A distance in units of the series as one of values. */
  double distance(double y) {
    return scale * y;
  }

  /** Writes what there is of the value {@code ago} steps back. */
  void recent(Past past, int ago, float[] to, int at) {
    Arrays.fill(to, at, at + RECENT, 0);
    to[at] = (float) scaled(past.back(ago));
    int before = ago + season.first();
    if (season.first() > 0 && before < past.length()) {
      to[at + 1] = (float) scaled(past.back(before));
      to[at + 2] = 1;
    }
    calendar(past, -ago, to, at + 3);
  }

  /** Writes what is known of step k to come, counted from 1. */
  void known(Past past, int k, float[] to, int at) {
    Arrays.fill(to, at, at + KNOWN, 0);
    calendar(past, k, to, at);
    int i = at + CALENDAR;
    seasonal(past, season.first(), k, to, i);
    seasonal(past, season.second(), k, to, i + 2);
    to[i + 4] = (float) scaled(past.back(0));
    to[i + 5] = (float) k / horizon;
    to[i + 6] = (float) (1 / Math.sqrt(k));
  }

  /** The value as many whole seasons before step k as it takes, and whether there is one. */
  private void seasonal(Past past, int length, int k, float[] to, int at) {
    if (length == 0) {
      return;
    }
    int ago = length * ((k + length - 1) / length) - k;
    if (ago < past.length()) {
      to[at] = (float) scaled(past.back(ago));
      to[at + 1] = 1;
    }
  }

  private void calendar(Past past, int ahead, float[] to, int at) {
    long step = past.step();
    if (step <= 0) {
      return;
    }
    long time = calendar.plus(past.time(), step, ahead);
    long phase = calendar.phase(time);
    if (step < calendar.day()) {
      circle((double) Math.floorMod(phase, calendar.day()) / calendar.day(), to, at);
    }
    if (step < calendar.week()) {
      circle((double) Math.floorMod(phase, calendar.week()) / calendar.week(), to, at + 2);
      long day = Math.floorDiv(calendar.local(time), DAY) + THURSDAY;
      to[at + 6] = Math.floorMod(day, 7) >= 5 ? 1 : 0;
    }
    double years = time / YEAR;
    circle(years - Math.floor(years), to, at + 4);
  }

  private static void circle(double phase, float[] to, int at) {
    to[at] = (float) StrictMath.sin(2 * Math.PI * phase);
    to[at + 1] = (float) StrictMath.cos(2 * Math.PI * phase);
  }
}
