package io.recurrence.cli;

import java.util.Locale;

/** Numbers for people, with as many decimals as tell apart what matters. */
public final class NumberText {
  private static final int MAX_DECIMALS = 8;
  private static final double PARTS = 20; // of an interval that are told apart
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-6;

  private NumberText() {}

  /**
   * A number.
   *
   * @param width of the interval that it is seen beside; where there is none, four digits count
   */
  public static String of(double x, double width) {
    if (!Double.isFinite(x)) {
      return "–";
    }
    double size = Math.abs(x);
    double apart = width > 0 ? width / PARTS : size / 1000;
    if (size >= LARGE || (size > 0 && size < SMALL)) {
      return String.format(Locale.ROOT, "%.3g", x);
    }
    int decimals = apart > 0 ? (int) Math.ceil(-Math.log10(apart)) : 0;
    String form = "%." + Math.min(MAX_DECIMALS, Math.max(0, decimals)) + "f";
    String text = String.format(Locale.ROOT, form, x);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** The two ends of an interval. */
  public static String interval(double lower, double upper) {
    double width = upper - lower;
    return of(lower, width) + "…" + of(upper, width);
  }
}
