package io.recurrence.detect;

import io.recurrence.core.Precision;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.core.Verdict.Phase;

/**
 * Groups strange values into incidents. After a strange value the next ones must be stranger still
 * to count again: a bar of 1.2 times its evidence stands for 20 values, and falls from 1.1 to 0.8
 * times until it is gone after 200. An incident lasts from the first flag until values have been
 * calm for a dozen steps.
 */
final class Incident {
  static final int SINGLES = 2;
  static final int SHORTS = 5;

  private static final int BAR_EVIDENCE = 0; // evidence that the bar stands upon
  private static final int MAX_SCORE = 1; // highest score of the incident
  private static final int AGE = 2; // values since the bar was set
  private static final int LENGTH = 3; // values since the onset and 1, 0 outside of an incident
  private static final int CALM_VALUES = 4; // calm values in a row
  private static final int RARE_VALUES = 5; // rare values in it
  private static final int SIGN_BALANCE = 6; // those above less those below

  private static final int HOLD = 20; // values
  private static final double HELD = 1.2;
  private static final int GONE = 200;
  private static final double FIRST = 1.1;
  private static final double LAST = .8;
  private static final double AGAIN = .8; // of the bar, for an error never seen, after the end
  private static final double LONG_AGO = 10_000;
  private static final double CALM_EVIDENCE = 2.5;
  private static final int CALM_RUN = 12;
  private static final int MAX_LENGTH = 400;
  private static final double RARE_SURPRISE = 2.5;
  private static final int FEW_RARE_VALUES = 4; // rare values: it was a point
  private static final double ONE_SIDED = .6;

  private final int at;

  Incident(int at) {
    this.at = at;
  }

  void start(double[] h) {
    h[at + AGE] = LONG_AGO;
  }

  /**
   * Whether there is more evidence than what came before asks for.
   *
   * @param unseen whether the error of the forecast is beyond all that were seen: a second blow
   */
  boolean admits(double[] h, double evidence, boolean unseen) {
    double age = Math.min(h[at + AGE] + 1, LONG_AGO);
    double factor = age <= HOLD ? HELD : FIRST + (LAST - FIRST) * age / GONE;
    double bar = age > GONE ? 0 : h[at + BAR_EVIDENCE] * factor;
    boolean admitted = evidence > bar || (unseen && !open(h) && evidence > AGAIN * bar);
    if (admitted) {
      h[at + BAR_EVIDENCE] = evidence;
    }
    h[at + AGE] = admitted ? 0 : age;
    return admitted;
  }

  /** How many values an open incident has. */
  double values(double[] h) {
    return h[at + LENGTH];
  }

  boolean open(double[] h) {
    return h[at + LENGTH] > 0;
  }

  /**
   * Follows an incident.
   *
   * @param surprise of the value's distance from its level
   * @param distance that distance
   */
  void follow(
      double[] h,
      boolean flagged,
      double p,
      double evidence,
      double surprise,
      double distance,
      Verdict verdict) {
    if (flagged) {
      boolean onset = !open(h);
      if (onset) {
        h[at + LENGTH] = 1;
        h[at + MAX_SCORE] = h[at + RARE_VALUES] = h[at + SIGN_BALANCE] = 0;
      }
      h[at + CALM_VALUES] = 0;
      h[at + MAX_SCORE] = Math.max(h[at + MAX_SCORE], Precision.single(1 - p));
      verdict.incident(onset ? Phase.ONSET : Phase.ONGOING, h[at + MAX_SCORE]);
    } else if (open(h)) {
      h[at + CALM_VALUES] = evidence < CALM_EVIDENCE ? h[at + CALM_VALUES] + 1 : 0;
      h[at + LENGTH]++;
      boolean over = h[at + CALM_VALUES] >= CALM_RUN || h[at + LENGTH] > MAX_LENGTH;
      verdict.incident(over ? Phase.END : Phase.ONGOING, h[at + MAX_SCORE]);
      if (over) {
        close(h, verdict);
      }
    }
    if (open(h) && surprise >= RARE_SURPRISE) {
      h[at + RARE_VALUES]++;
      h[at + SIGN_BALANCE] += Math.signum(distance);
    }
  }

  /** What is known at the end is more than what was at the onset. */
  private void close(double[] h, Verdict verdict) {
    boolean oneSided = Math.abs(h[at + SIGN_BALANCE]) > ONE_SIDED * h[at + RARE_VALUES];
    Kind kind =
        h[at + RARE_VALUES] <= FEW_RARE_VALUES
            ? Kind.POINT
            : oneSided ? Kind.LEVEL_SHIFT : Kind.VARIANCE_UP;
    Direction direction = h[at + SIGN_BALANCE] > 0 ? Direction.ABOVE : Direction.BELOW;
    verdict.conclude(
        kind,
        kind == Kind.VARIANCE_UP ? Direction.NONE : direction,
        Reasons.end(kind, (int) h[at + LENGTH], (int) h[at + RARE_VALUES]));
    h[at + LENGTH] = 0;
  }
}
