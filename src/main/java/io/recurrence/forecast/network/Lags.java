package io.recurrence.forecast.network;

import io.recurrence.core.Past;

/**
 * The newest value and those before it, whether or not the window already holds the newest, with
 * the seasons that their sampling step suggests. Serves one thread.
 */
final class Lags {
  /** The longest lag that is read. */
  static final int WINDOW = 340;

  /** Farther apart than this counts as this far: squares must stay finite in single precision. */
  private static final double MAX_MAGNITUDE = 1e18;

  private Past past;
  private double newest;
  private int shift; // 1 where the newest value is not in the window yet
  private Season season = Season.NONE;

  Lags(Past past) {
    this.past = past;
  }

  /** The newest value is {@code x}, and the window ends before it. */
  Lags ahead(Past past, double x) {
    move(past);
    this.newest = x;
    this.shift = 1;
    return this;
  }

  /** The newest value is the last of the window. */
  Lags at(Past past) {
    move(past);
    this.newest = past.back(0);
    this.shift = 0;
    return this;
  }

  private void move(Past past) {
    this.past = past;
    if (season.step() != past.step()) {
      season = Season.of(past.step());
    }
  }

  Season season() {
    return season;
  }

  /** The time of the newest value in milliseconds since 1970. */
  long time() {
    return past.time() + shift * past.step();
  }

  double newest() {
    return newest;
  }

  /** How many values there are, the newest among them. */
  int length() {
    return past.length() + shift;
  }

  /** By how much the value {@code k} steps before the newest exceeds it; 0 where there is none. */
  double above(int k) {
    if (k <= 0 || k >= length()) {
      return 0;
    }
    return Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, past.back(k - shift) - newest));
  }

  /** The lag of the newest value that lies whole seasons before the one {@code ahead} from now. */
  static int seasonal(int season, int ahead) {
    return season == 0 ? 0 : season - 1 - (ahead - 1) % season;
  }

  /**
   * By how much values whole seasons before the one {@code ahead} steps from now exceed the newest:
   * the mean of up to seven.
   */
  double profile(int season, int ahead) {
    if (season == 0) {
      return 0;
    }
    int within = ahead <= season ? ahead : (ahead - 1) % season + 1;
    double sum = 0;
    int n = 0;
    for (int lag = season - within; n < 7 && lag < length(); lag += season) {
      if (lag > 0) {
        sum += above(lag);
      }
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }

  /**
   * By how much the season that ended {@code back} steps ago exceeds the newest value: the mean of
   * about 24 values spread over it.
   */
  double mean(int season, int back) {
    int every = Math.max(1, season / 24);
    double sum = 0;
    int n = 0;
    for (int lag = back; lag < back + season && lag < length(); lag += every) {
      sum += above(lag);
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }
}
