package io.recurrence.forecast.mixture;

/** How much a {@link Mixture} may remember of a series. */
public enum Tier {
  /** One regression over a short window, mixed by recent errors. */
  SMALL,
  /** Three regressions, a profile of the season, two mixers. */
  MEDIUM,
  /** Five regressions, and a window that reaches back for weeks. */
  LARGE
}
