package io.recurrence.detect;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.detect.AlarmRule.Side;
import java.util.EnumSet;
import java.util.Set;

/** A series of which each value is judged: a detector with its memory and its last verdict. */
final class JudgedSeries {
  final SurpriseDetector detector = new SurpriseDetector(new AlarmRule(1e-3, 0, Side.BOTH, 0));
  double[] h = new double[detector.size()];
  final Verdict verdict = new Verdict();
  private long count;

  JudgedSeries() {
    detector.start(h);
  }

  /** Judges a value of which {@code mean} was expected, give or take 1. */
  Verdict step(double x, double mean) {
    return step(x, Expectations.of(mean, count++, 1000));
  }

  Verdict step(double x, Expectation expected) {
    detector.step(h, expected, x, verdict);
    detector.round(h);
    return verdict;
  }

  void feed(double mean, double[] noise) {
    for (double e : noise) {
      step(mean + e, mean);
    }
  }

  /** What is said of values that follow: the kinds of all that are flagged, and of the end. */
  Set<Kind> kinds(double[] x, double mean) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (double value : x) {
      if (!step(value, mean).kind().equals(Kind.NONE)) {
        kinds.add(verdict.kind());
      }
    }
    return kinds;
  }
}
