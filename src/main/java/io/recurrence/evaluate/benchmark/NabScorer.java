package io.recurrence.evaluate.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad, 2015). With {@code S(y) = 2 / (1 +
 * e^{5y}) - 1}, an alarm in row {@code i} of a window of rows {@code l..r} is worth {@code
 * S(-(r-i+1)/(r-l+1)) / S(-1)}, and only the best of each window counts; an alarm outside costs
 * {@code S((i-r')/(r'-l'))} by the last window {@code l'..r'} that has ended, and -1 where that
 * argument is above 3 or no window has ended. The first {@code min(0.15 n, 750)} rows of a file are
 * not judged. Over all files, with one threshold,
 *
 * <p>{@code raw = A_TP sum(best) + A_FP sum(cost) - A_FN missed}, {@code score = 100 (raw + A_FN W)
 * / ((A_TP + A_FN) W)}
 *
 * <p>for {@code W} windows: 0 for a detector that says nothing, 100 for a perfect one.
 */
final class NabScorer {
  private static final double STEEPNESS = 5;
  private static final double FAR = 3;
  private static final double FIRST = curve(-1);
  private static final int LONGEST_PROBATION = 750;
  private static final double PROBATION = 0.15;

  /** What a hit, a false alarm and a miss weigh. */
  enum Profile {
    STANDARD("standard", 0.11, 1),
    LOW_FP("low FP", 0.22, 1),
    LOW_FN("low FN", 0.11, 2);

    private final String title;
    private final double falseAlarm;
    private final double miss;

    Profile(String title, double falseAlarm, double miss) {
      this.title = title;
      this.falseAlarm = falseAlarm;
      this.miss = miss;
    }

    String title() {
      return title;
    }
  }

  /** A window of rows, ends included. */
  record Window(int first, int last) {}

  /**
   * A detector at one threshold.
   *
   * @param found windows with an alarm
   * @param falseAlarms rows
   */
  record Result(double score, double threshold, int found, int windows, int falseAlarms) {}

  /** A row that is judged: its score, its worth, and the window it is in, or -1. */
  private record Row(double score, double worth, int window) {}

  private final List<Row> rows = new ArrayList<>();
  private int windows;
  private boolean sorted = true;

  /** How many rows at the start of a file are not judged. */
  static int probation(int rows) {
    return Math.min((int) Math.floor(PROBATION * rows), LONGEST_PROBATION);
  }

  private static double curve(double y) {
    return 2 / (1 + StrictMath.exp(STEEPNESS * y)) - 1;
  }

  /**
   * Adds a file.
   *
   * @param scores one per row
   * @param spans its windows, in order, apart from each other
   */
  void add(double[] scores, List<Window> spans) {
    int next = 0;
    int probation = probation(scores.length);
    for (int i = 0; i < scores.length; i++) {
      boolean inside = next < spans.size() && i >= spans.get(next).first();
      if (i >= probation) {
        double worth = inside ? hit(i, spans.get(next)) : cost(i, spans, next - 1);
        rows.add(new Row(scores[i], worth, inside ? windows + next : -1));
      }
      if (inside && i == spans.get(next).last()) {
        next++;
      }
    }
    windows += spans.size();
    sorted = false;
  }

  private static double hit(int i, Window window) {
    double width = window.last() - window.first() + 1;
    return curve(-(window.last() - i + 1) / width) / FIRST;
  }

  private static double cost(int i, List<Window> spans, int ended) {
    if (ended < 0) {
      return -1;
    }
    Window window = spans.get(ended);
    double y = (double) (i - window.last()) / Math.max(1, window.last() - window.first());
    return y > FAR ? -1 : curve(y);
  }

  int windows() {
    return windows;
  }

  /** The best that one threshold for all files can reach, found after the fact. */
  Result best(Profile profile) {
    return sweep(profile, Double.NEGATIVE_INFINITY, true);
  }

  /** With every row an alarm whose score is at least {@code threshold}. */
  Result at(double threshold, Profile profile) {
    return sweep(profile, threshold, false);
  }

  /** Lowers the threshold from score to score; ends with the best on the way, or with the last. */
  private Result sweep(Profile profile, double lowest, boolean wantsBest) {
    if (!sorted) {
      rows.sort(Comparator.comparingDouble(Row::score).reversed());
      sorted = true;
    }
    Map<Integer, Double> found = new HashMap<>();
    double hits = 0;
    double costs = 0;
    int alarms = 0;
    Result result = result(profile, Double.POSITIVE_INFINITY, 0, 0, 0, 0);
    for (int i = 0; i < rows.size() && rows.get(i).score() >= lowest; ) {
      double threshold = rows.get(i).score();
      for (; i < rows.size() && rows.get(i).score() == threshold; i++) {
        Row row = rows.get(i);
        if (row.window() < 0) {
          costs += row.worth();
          alarms++;
        } else {
          double before = found.getOrDefault(row.window(), 0.0);
          hits += Math.max(0, row.worth() - before);
          found.put(row.window(), Math.max(row.worth(), before));
        }
      }
      Result here = result(profile, threshold, hits, costs, found.size(), alarms);
      if (!wantsBest || here.score() > result.score()) {
        result = here;
      }
    }
    return result;
  }

  private Result result(
      Profile profile, double threshold, double hits, double costs, int found, int alarms) {
    double raw = hits + profile.falseAlarm * costs - profile.miss * (windows - found);
    double score =
        windows == 0
            ? Double.NaN
            : 100 * (raw + profile.miss * windows) / ((1 + profile.miss) * windows);
    return new Result(score, threshold, found, windows, alarms);
  }

  /** The three scores, in the order of the profiles. */
  static double[] scores(Function<Profile, Result> of) {
    return Arrays.stream(Profile.values()).mapToDouble(p -> of.apply(p).score()).toArray();
  }
}
