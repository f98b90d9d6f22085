package io.recurrence.detect;

import io.recurrence.core.Judgement;
import io.recurrence.core.Status;
import io.recurrence.core.Verdict;

/**
 * What a record of a series says to its group.
 *
 * @param time its event time, in milliseconds since 1970
 * @param p how rarely an ordinary record is as strange, in (0, 1]
 * @param weight the time that it stands for, in milliseconds: the sampling interval of its series,
 *     so that each series weighs the same
 */
public record GroupEvidence(String series, long time, double p, long weight) {
  private static final int JUDGED_TWICE = 2; // by its score and by that of an alarm

  /** Whether a judgement says something to a group: that of a value, by what has been learned. */
  public static boolean in(Judgement judgement) {
    return judgement.hasValue() && judgement.status() != Status.WARMING_UP;
  }

  /** Of the judgement of a record with a value. */
  public static GroupEvidence of(String series, Judgement judgement, long weight) {
    Verdict verdict = judgement.verdict();
    double p = 1 - verdict.score();
    if (verdict.alarm() > 0) {
      p = Math.min(1, JUDGED_TWICE * Math.min(p, 1 - verdict.alarm()));
    }
    return new GroupEvidence(series, judgement.time(), p, weight);
  }

  /** Of a series that has stopped: nothing is as strange. */
  public static GroupEvidence silence(String series, long time, long weight) {
    return new GroupEvidence(series, time, 0, weight);
  }
}
