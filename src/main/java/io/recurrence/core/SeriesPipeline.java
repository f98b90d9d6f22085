package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of one step; the only place that has one. For a value {@code x_t} it
 *
 * <ol>
 *   <li>judges {@code x_t} by what {@code h_{t-1}} foretold, and lets the detector learn by the
 *       band that it judged by,
 *   <li>lets combiner and interval learn the errors of all forecasts whose truth is {@code x_t},
 *   <li>lets the transforms, then the models, step,
 *   <li>forecasts, inverts, combines, puts a band around it, and remembers it until its truth
 *       comes.
 * </ol>
 *
 * Output is a function of state, record and settings alone. An object serves one thread and any
 * number of series.
 */
public final class SeriesPipeline {
  /** Values beyond this are refused, so that squares of them stay finite. */
  public static final double LARGEST = 1e100;

  private static final int WARM_UP = 10;

  private final Knots knots;
  private final Emission emission;
  private final double lowerLevel;
  private final double upperLevel;
  private final boolean bands; // whether the band of a waiting forecast is kept for its outcome
  private final double[] levels;

  private final Clock clock;
  private final Guard guard = new Guard();
  private final Waiting waiting;
  private final HeldBack heldBack;
  private final Interval interval;
  private final Detector detector;
  private final Ensemble ensemble;
  private final Features features;
  private final TimePolicy policy;
  private final Layout layout;
  private final String[] modelNames;
  private final String[] featureNames;

  static final int CLOCK = 0;
  private static final int GUARD = 1;
  private static final int WAITING = 2;
  private static final int INTERVAL = 3;
  private static final int DETECTOR = 4;
  static final int HELD_BACK = 5;

  private final Expectation expectation;
  private final double[] row; // [model], forecasts for one knot

  SeriesPipeline(PipelineBuilder b) {
    this.knots = Knots.upTo(b.horizon);
    this.emission = b.emission;
    this.lowerLevel = (1 - b.confidence) / 2;
    this.upperLevel = 1 - lowerLevel;
    this.bands = b.outcomes;
    this.levels = b.levels;
    this.policy = b.time;
    this.clock = new Clock(b.step);
    this.waiting = new Waiting(knots, b.models.size() + (bands ? 3 : 1), b.single);
    this.heldBack = new HeldBack(policy.heldBack());
    this.interval = b.interval.recurrence(Interval.class);
    this.detector = b.detector.recurrence(Detector.class);
    this.modelNames = names(b.models);
    this.featureNames = names(b.features);

    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage("clock", clock));
    stages.add(new Stage("guard", guard));
    stages.add(new Stage("waiting(" + b.horizon + ")", waiting));
    stages.add(b.interval.as("interval"));
    stages.add(b.detector.as("detect"));
    stages.add(new Stage("held-back", heldBack));
    this.ensemble = new Ensemble(b, knots, clock, stages);
    this.features = new Features(b, clock, stages);
    this.layout = new Layout(stages);
    this.expectation = new Expectation(interval);
    this.row = new double[b.models.size()];
  }

  private static String[] names(List<Stage> stages) {
    return stages.stream().map(Stage::name).toArray(String[]::new);
  }

  /** The memory of a series of which nothing has been seen. */
  public State newState() {
    return new State(layout);
  }

  /** A fresh receiver for what steps give. */
  public Output newOutput() {
    return new Output(knots, levels, modelNames, featureNames);
  }

  /** The length of a stored state, in bytes. */
  public int stateBytes() {
    return layout.bytes();
  }

  /** The stages of a state, with the bytes that each takes, in their order. */
  public Map<String, Integer> stages() {
    Map<String, Integer> stages = new LinkedHashMap<>();
    for (int i = 0; i < layout.count(); i++) {
      Recurrence stage = layout.stage(i).recurrence();
      stages.put(
          layout.stage(i).name(), stage.size() * (stage.single() ? Float.BYTES : Double.BYTES));
    }
    return stages;
  }

  /** A hash of the stages of this pipeline; the state of another shape is not read as it is. */
  public long shape() {
    return layout.shape();
  }

  /** Whether stored bytes have this pipeline's shape. */
  public boolean matches(byte[] bytes) {
    return StateBytes.shapeOf(bytes) == layout.shape();
  }

  /**
   * Reads a stored state of this pipeline's own shape.
   *
   * @throws StateFormatException where the bytes are damaged, or of another shape or format
   */
  public State read(byte[] bytes) {
    State state = newState();
    int carried = StateBytes.read(bytes, state);
    if (!matches(bytes) || carried < layout.count()) {
      throw new StateFormatException(
          "state belongs to another pipeline shape; %d of %d stages agree"
              .formatted(carried, layout.count()));
    }
    return state;
  }

  /**
   * Reads a stored state of another shape: stages that agree by name and size are carried over, the
   * others start afresh, and forecasts that wait for their truth are forgotten.
   *
   * @throws StateFormatException where the bytes are damaged or of another format
   */
  public State carryOver(byte[] bytes) {
    State state = newState();
    StateBytes.read(bytes, state);
    state.since = state.index + 1;
    return state;
  }

  /**
   * How many steps without a record lie between the last step and {@code time}; 0 where the series
   * has no step.
   */
  public long skipped(State s, long time) {
    return s.count == 0 ? 0 : clock.skipped(s.h[CLOCK], time - s.time);
  }

  /** The sampling step of the series in milliseconds, 0 while it has none that is known. */
  public long samplingStep(State s) {
    return clock.known(s.h[CLOCK]);
  }

  /** Leaves out {@code steps} steps at once; no forecast made before them will be scored. */
  public void skip(State s, long steps) {
    s.index += steps;
    s.since = s.index + 1;
  }

  /**
   * One step with a value.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param x finite, at most {@link #LARGEST} in size
   * @param out overwritten
   * @throws IllegalArgumentException where {@code x} is not finite or too large; the state is then
   *     unchanged
   */
  public void step(State s, long time, double x, Output out) {
    check(x);
    arrive(s, time);
    double elapsed = clock.heard(s.h[CLOCK]) / 1000;
    out.begin(time, false, x);
    boolean foreseen = foreseen(s);
    double learned = x;
    if (foreseen) {
      expect(s, out);
      detector.judge(s.h[DETECTOR], expectation, x, out.verdict);
      learned = guard.admit(s.h[GUARD], expectation, x, out.verdict);
      detector.learn(s.h[DETECTOR], expectation, x, out.verdict);
      learnOutcomes(s, x, learned, out);
    }
    features.step(s, x, elapsed, out.features);
    boolean accepted = ensemble.step(s, learned, elapsed);
    if (!accepted && foreseen) {
      ensemble.miss(s, expectation.mean());
    }
    s.count++;
    s.last = x;
    out.status = status(s, foreseen && accepted);
    foresee(s, time, s.count == 1, out);
  }

  /**
   * One step without a value: the path moves on, nothing is learned.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param out overwritten
   */
  public void miss(State s, long time, Output out) {
    arrive(s, time);
    absent(s, time, out);
  }

  /**
   * One step for which no record came, one sampling step after the last.
   *
   * @param out overwritten
   */
  void pass(State s, Output out) {
    long step = samplingStep(s);
    clock.pass(s.h[CLOCK], step);
    absent(s, s.time + step, out);
  }

  private void absent(State s, long time, Output out) {
    out.begin(time, true, 0);
    out.status = status(s, false);
    if (!foreseen(s)) {
      s.time = time;
      if (s.index > 0) {
        skip(s, 1);
      }
      return;
    }
    expect(s, out);
    ensemble.miss(s, expectation.mean());
    features.read(s, out.features);
    foresee(s, time, false, out);
  }

  /** Refuses what no state can hold. */
  static void check(double x) {
    if (!(Math.abs(x) <= LARGEST)) {
      throw new IllegalArgumentException(
          "value " + x + " is not finite, or larger than " + LARGEST);
    }
  }

  TimePolicy policy() {
    return policy;
  }

  HeldBack heldBack() {
    return heldBack;
  }

  /** The value of the last step that had one. */
  double last(State s) {
    return s.last;
  }

  private static Status status(State s, boolean sound) {
    return s.count <= WARM_UP ? Status.WARMING_UP : sound ? Status.OK : Status.DEGRADED;
  }

  /** Learns the time since the last record. */
  private void arrive(State s, long time) {
    clock.step(s.h[CLOCK], s.count == 0 ? 0 : time - s.time);
  }

  /** Whether the step to come was forecast by the one before it. */
  private static boolean foreseen(State s) {
    return s.index > 0 && s.index >= s.since;
  }

  /** Recalls what was expected of this step. */
  private void expect(State s, Output out) {
    double mean = waiting.get(s.h[WAITING], waiting.row(0, s.index) + row.length);
    expectation.set(s.h[INTERVAL], mean, s.count, ensemble.past(s));
    out.expect(mean, expectation.quantile(lowerLevel), expectation.quantile(upperLevel));
  }

  /** Scores every forecast whose truth is the step now being made. */
  private void learnOutcomes(State s, double x, double learned, Output out) {
    double[] rows = s.h[WAITING];
    for (int knot = 0; knot < knots.count(); knot++) {
      long origin = s.index + 1 - knots.steps(knot);
      if (origin < s.since || !waiting.keeps(knot, origin)) {
        continue;
      }
      int at = waiting.row(knot, origin);
      double forecast = waiting.get(rows, at + row.length);
      for (int i = 0; i < row.length; i++) {
        row[i] = waiting.get(rows, at + i);
      }
      ensemble.learn(s, knot, row, learned);
      interval.learn(s.h[INTERVAL], knot, forecast, x);
      if (bands) {
        double lower = waiting.get(rows, at + row.length + 1);
        double upper = waiting.get(rows, at + row.length + 2);
        out.outcome(knots.steps(knot), forecast, lower, upper);
      }
    }
  }

  /** Ends the step: moves the clock on, forecasts as far as anyone will look, and remembers it. */
  private void foresee(State s, long time, boolean first, Output out) {
    boolean emits = emission.due(s.index + 1, first, time, s.time);
    s.index++;
    s.time = time;
    s.round();
    if (ensemble.past(s).length() == 0) {
      skip(s, 0);
      return;
    }
    int far = knots.count() - 1; // the furthest knot that anyone looks at
    while (far > 0 && !emits && !waiting.keeps(far, s.index)) {
      far--;
    }
    look(s, far, emits, out);
    waiting.follow(s.h[WAITING], s.index, s.last);
    remember(s, far, out);
  }

  /**
   * Makes the forecast from where the series stands, whether or not one was due. Reads only.
   *
   * @param out its forecast is overwritten
   * @return whether there is one: not before the first value
   */
  public boolean forecast(State s, Output out) {
    if (ensemble.past(s).length() == 0) {
      return false;
    }
    out.time = s.time;
    look(s, knots.count() - 1, true, out);
    return true;
  }

  private void look(State s, int far, boolean emits, Output out) {
    ensemble.forecast(s, far, out.path);
    out.forecasts = emits;
    out.pace = clock.pace(s.h[CLOCK]);
    System.arraycopy(ensemble.weights(), 0, out.weights, 0, row.length);
    if (emits || bands) {
      interval.quantile(s.h[INTERVAL], lowerLevel, out.path, out.lowers);
      interval.quantile(s.h[INTERVAL], upperLevel, out.path, out.uppers);
    }
    if (emits) {
      for (int i = 0; i < levels.length; i++) {
        interval.quantile(s.h[INTERVAL], levels[i], out.path, out.quantiles[i]);
      }
    }
  }

  private void remember(State s, int far, Output out) {
    double[] rows = s.h[WAITING];
    for (int knot = 0; knot <= far; knot++) {
      if (!waiting.keeps(knot, s.index)) {
        continue;
      }
      int at = waiting.row(knot, s.index);
      int step = knots.steps(knot);
      for (int i = 0; i < row.length; i++) {
        waiting.set(rows, at + i, ensemble.forecastOf(i, far, step));
      }
      waiting.set(rows, at + row.length, out.path[step - 1]);
      if (bands) {
        waiting.set(rows, at + row.length + 1, out.lowers[step - 1]);
        waiting.set(rows, at + row.length + 2, out.uppers[step - 1]);
      }
    }
  }
}
