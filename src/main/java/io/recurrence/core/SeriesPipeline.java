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

  private final int horizon;
  private final Emission emission;
  private final double confidence;
  private final double[] levels;

  private final Clock clock;
  private final Calendar calendar;
  private final HeldBack heldBack;
  private final Coverage coverage = new Coverage();
  private final Detector detector;
  private final Foresight foresight;
  private final Features features;
  private final TimePolicy policy;
  private final boolean missingSteps;
  private final Layout layout;
  private final String[] featureNames;

  static final int CLOCK = 0;
  private static final int DETECTOR = 1;
  static final int HELD_BACK = 2;
  private static final int COVERAGE = 3;

  private final Expectation expectation = new Expectation();

  SeriesPipeline(PipelineBuilder b) {
    this.horizon = b.horizon;
    this.emission = b.emission;
    this.confidence = b.confidence;
    this.levels = b.levels;
    this.policy = b.time;
    this.missingSteps = b.missingSteps;
    this.clock = new Clock(b.step);
    this.calendar = b.calendar;
    this.heldBack = new HeldBack(policy.heldBack());
    this.detector = b.detector.recurrence(Detector.class);
    this.featureNames = names(b.features);

    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage("clock", clock));
    stages.add(b.detector.as("detect"));
    stages.add(new Stage("held-back", heldBack));
    stages.add(new Stage("coverage", coverage));
    this.foresight =
        b.forecaster == null
            ? new Ensemble(b, clock, stages)
            : new Sole(b.forecaster, clock, stages);
    this.features = new Features(b, clock, stages);
    this.layout = new Layout(stages);
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
    String[] experts = foresight.experts().toArray(String[]::new);
    return new Output(horizon, levels, confidence, experts, featureNames, calendar);
  }

  /** The length of a stored state, in bytes. */
  public int stateBytes() {
    return layout.bytes();
  }

  /** The stages of a state, with the bytes that each takes, in their order. */
  public Map<String, Integer> stages() {
    Map<String, Integer> stages = new LinkedHashMap<>();
    for (int i = 0; i < layout.count(); i++) {
      stages.put(layout.stage(i).name(), layout.storage(i).bytes());
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
    if (!matches(bytes) || carried < layout.stored()) {
      throw new StateFormatException(
          "state belongs to another pipeline shape; %d of %d stages agree"
              .formatted(carried, layout.stored()));
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
    foresight.skip(s, steps);
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
    boolean foreseen = expect(s, out);
    detector.step(s.h[DETECTOR], expectation, x, out.verdict);
    if (foreseen) {
      coverage.step(s.h[COVERAGE], x >= out.lower && x <= out.upper);
    }
    out.coverage = coverage.share(s.h[COVERAGE]);
    features.step(s, x, elapsed, time, out.features);
    boolean accepted = foresight.step(s, x, elapsed, time, out);
    s.count++;
    s.last = x;
    out.status = status(s, foreseen && accepted);
    boolean emits = advance(s, time, s.count == 1);
    foresee(s, emits, true, out);
  }

  /**
   * One step without a value: the path moves on, nothing is learned.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param out overwritten
   */
  public void miss(State s, long time, Output out) {
    arrive(s, time);
    if (absent(s, time, expect(s, out.missed(time)), out)) {
      foresee(s, advance(s, time, false), false, out);
    }
  }

  /**
   * One step for which no record came, one sampling step after the last. No forecast is made.
   *
   * @param out overwritten; tells what was expected only where {@link #missingSteps()} are written
   * @return whether a forecast was due
   */
  boolean pass(State s, Output out) {
    long step = samplingStep(s);
    long time = s.time + step;
    clock.pass(s.h[CLOCK], step);
    out.missed(time);
    out.filled = true;
    if (!absent(s, time, missingSteps ? expect(s, out) : foreseen(s), out)) {
      return false;
    }
    boolean due = advance(s, time, false);
    if (missingSteps) {
      foresee(s, false, false, out);
    } else {
      s.round();
      out.ask(false, 0);
      foresight.pass(s, out.fan);
    }
    return due;
  }

  /** A step without a value; false where there is nothing to go on from. */
  private boolean absent(State s, long time, boolean foreseen, Output out) {
    out.status = status(s, false);
    out.coverage = coverage.share(s.h[COVERAGE]);
    if (!foreseen) {
      s.time = time;
      if (s.index > 0) {
        skip(s, 1);
      }
      return false;
    }
    foresight.miss(s);
    features.read(s, out.features);
    return true;
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

  /** By which time zone and opening hours its time is counted. */
  public Calendar calendar() {
    return calendar;
  }

  /** Whether the steps that no record came for are written. */
  boolean missingSteps() {
    return missingSteps;
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
  static boolean foreseen(State s) {
    return s.index > 0 && s.index >= s.since;
  }

  /** Recalls what was expected of this step, if anything was. */
  private boolean expect(State s, Output out) {
    expectation.none(s.count, clock.pace(s.h[CLOCK]));
    if (!foreseen(s)) {
      return false;
    }
    foresight.expect(s, expectation);
    out.expect(
        expectation.mean(),
        expectation.quantile((1 - confidence) / 2),
        expectation.quantile((1 + confidence) / 2));
    return true;
  }

  /** Moves the clock on; whether a forecast is due at this step. */
  private boolean advance(State s, long time, boolean first) {
    boolean emits = emission.due(s.index + 1, first, time, s.time);
    s.index++;
    s.time = time;
    return emits;
  }

  /** Ends the step: forecasts as far as anyone will look, and remembers it if it had a value. */
  private void foresee(State s, boolean emits, boolean valued, Output out) {
    s.round();
    if (!foresight.begun(s)) {
      skip(s, 0);
      return;
    }
    out.ask(emits, clock.pace(s.h[CLOCK]));
    foresight.foresee(s, valued, out.fan);
    sign(s, out);
  }

  /** Says of all that a step gives which trained weights stood behind it. */
  private void sign(State s, Output out) {
    out.forecastBy = foresight.versions(s, 0);
    if (out.expects) {
      out.expectedBy = foresight.versions(s, 1);
    }
    for (int i = 0; i < out.outcomes; i++) {
      out.outcomesBy[i] = foresight.versions(s, out.outcomeSteps[i]);
    }
  }

  /**
   * Makes the forecast from where the series stands, whether or not one was due. Reads only.
   *
   * @param out its forecast is overwritten
   * @return whether there is one: not before the first value
   */
  public boolean forecast(State s, Output out) {
    if (!foresight.begun(s)) {
      return false;
    }
    out.time = s.time;
    out.ask(true, clock.pace(s.h[CLOCK]));
    foresight.forecast(s, out.fan);
    out.forecastBy = foresight.versions(s, 0);
    return true;
  }
}
