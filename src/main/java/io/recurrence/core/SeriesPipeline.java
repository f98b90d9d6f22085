package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

  private final Calendar calendar;
  private final Sampling sampling;
  private final Readings readings;
  private final HeldBack heldBack;
  private final Coverage coverage = new Coverage();
  private final Detector detector;
  private final Foresight foresight;
  private final Features features;
  private final TimePolicy policy;
  private final boolean missingSteps;
  private final Layout layout;
  private final Repairs repairs;
  private final String[] featureNames;

  private static final int READINGS = Sampling.STAGES; // where each stands in a state
  private static final int DETECTOR = READINGS + 1;
  static final int HELD_BACK = READINGS + 2;
  private static final int COVERAGE = READINGS + 3;

  private final Expectation expectation = new Expectation();

  SeriesPipeline(PipelineBuilder b) {
    this.horizon = b.horizon;
    this.emission = b.emission;
    this.confidence = b.confidence;
    this.levels = b.levels;
    this.policy = b.time;
    this.missingSteps = b.missingSteps;
    this.calendar = b.calendar;
    this.readings = new Readings(policy.reading(), confidence);
    this.heldBack = new HeldBack(policy.heldBack());
    this.detector = b.detector.recurrence(Detector.class);
    this.featureNames = names(b.features);

    List<Stage> stages = new ArrayList<>();
    this.sampling = new Sampling(b.step, b.calendar, stages);
    stages.add(new Stage("readings", readings));
    stages.add(b.detector.as("detect"));
    stages.add(new Stage(HeldBack.NAME, heldBack));
    stages.add(new Stage("coverage", coverage));
    int forecasting = stages.size();
    this.foresight =
        b.forecaster == null
            ? new Ensemble(b, sampling, stages)
            : new Sole(b.forecaster, sampling, stages);
    int others = stages.size();
    this.features = new Features(b, sampling, stages);
    this.layout = new Layout(stages);
    this.repairs = new Repairs(layout, forecasting, others);
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
    return StateBytes.matches(bytes, layout);
  }

  /**
   * Reads a stored state of this pipeline's own shape.
   *
   * @throws StateFormatException where the bytes are damaged, or of another shape or format
   */
  public State read(byte[] bytes) {
    State state = newState();
    int carried = StateBytes.read(bytes, state).cardinality();
    if (!matches(bytes) || carried < StateBytes.expected(bytes, layout)) {
      throw new StateFormatException(
          "state belongs to another pipeline shape; %d of %d stages agree"
              .formatted(carried, layout.stored()));
    }
    repairs.mend(state);
    return state;
  }

  /**
   * Reads a stored state of another shape: stages that agree by name and size, or can take over the
   * form that was stored, are carried over; the others start afresh.
   *
   * @throws StateFormatException where the bytes are damaged or of another format
   */
  public State carryOver(byte[] bytes) {
    State state = newState();
    foresight.carriedOver(state, StateBytes.read(bytes, state));
    repairs.mend(state);
    return state;
  }

  /** The stages of this pipeline that start afresh when a stored state is carried over. */
  public List<String> afresh(byte[] bytes) {
    BitSet carried = StateBytes.read(bytes, newState());
    return IntStream.range(0, layout.count())
        .filter(i -> layout.storage(i).bytes() > 0 && !carried.get(i))
        .mapToObj(i -> layout.stage(i).name())
        .filter(name -> !StateBytes.older(bytes) || !StateBytes.ADDED.contains(name))
        .toList();
  }

  /** Whether all that a stored state has learned is carried over, and no stage starts afresh. */
  public boolean keeps(byte[] bytes) {
    int carried = StateBytes.read(bytes, newState()).cardinality();
    return carried == StateBytes.stages(bytes) && afresh(bytes).isEmpty();
  }

  /**
   * The latest time of the records of a series, also of those that are held back; meaningless
   * before the first record.
   */
  public long newest(State s) {
    long newest = s.index > 0 ? s.time : Long.MIN_VALUE;
    double[] held = s.unplaced != null ? s.unplaced : s.h[HELD_BACK];
    return held.length > 0 && HeldBack.count(held) > 0
        ? Math.max(newest, HeldBack.newest(held))
        : newest;
  }

  /** Whether a record of a series has ever been held back, or none can be. */
  public boolean heldBackBegun(State s) {
    double[] held = s.h[HELD_BACK];
    return held.length == 0 || HeldBack.newest(held) > Long.MIN_VALUE;
  }

  /** How many records of a series are held back. */
  public int heldBack(State s) {
    double[] held = s.unplaced != null ? s.unplaced : s.h[HELD_BACK];
    return held.length == 0 ? 0 : HeldBack.count(held);
  }

  /**
   * How many sampling intervals lie from that of the last step to that of {@code time}: 0 where a
   * record of that time is a further reading of the same interval, negative where it comes too
   * late; 1 where the series has no sampling interval.
   */
  public long intervals(State s, long time) {
    return sampling.intervals(s, time);
  }

  /** Prepares for the record that comes next, before {@link #intervals} are counted for it. */
  void align(State s, long time) {
    sampling.align(s, time);
  }

  /** The sampling interval of the series in milliseconds, 0 while it has none that is known. */
  public long samplingInterval(State s) {
    return sampling.interval(s);
  }

  /** Leaves out {@code steps} steps at once; no forecast made before them will be scored. */
  public void skip(State s, long steps) {
    sampling.skip(s, steps);
    leaveOut(s, steps);
  }

  private void leaveOut(State s, long steps) {
    s.index += steps;
    s.since = s.index + 1;
    foresight.skip(s, steps);
  }

  /**
   * One step with a value, the first reading of its sampling interval.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param x finite, at most {@link #LARGEST} in size
   * @param out overwritten
   * @throws IllegalArgumentException where {@code x} is not finite or too large; the state is then
   *     unchanged
   */
  public void step(State s, long time, double x, Output out) {
    check(x);
    sampling.step(s, time);
    out.begin(time, false, x);
    boolean expected = expect(s, out);
    readings.begin(s.h[READINGS], out);
    readings.take(s.h[READINGS], x, true);
    double elapsed = judge(s, expected, x, out);
    boolean accepted = foresight.step(s, x, elapsed, time, out);
    s.count++;
    s.last = x;
    out.status = status(s, expected && accepted);
    boolean emits = advance(s, time, s.count == 1);
    foresee(s, emits, true, out);
    tellRepairs(s, out);
  }

  /**
   * A further reading of the sampling interval of the last step: judged by what was expected of the
   * interval; what is learned of an interval with several readings is a matter of the {@link
   * TimePolicy}.
   *
   * @param time event time in milliseconds
   * @param x finite, at most {@link #LARGEST} in size
   * @param out overwritten
   * @throws IllegalArgumentException where {@code x} is not finite or too large; the state is then
   *     unchanged
   */
  public void read(State s, long time, double x, Output out) {
    check(x);
    boolean newest = time >= s.time;
    boolean emits = newest && emission.dueAgain(time, s.time);
    if (newest) {
      sampling.step(s, time);
      s.time = time;
    }
    out.begin(time, false, x);
    out.further = true;
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    boolean expected = readings.expect(s.h[READINGS], expectation) && expected(out);
    double elapsed = judge(s, expected, x, out);
    s.count++;
    s.last = newest ? x : s.last;
    double learned = readings.take(s.h[READINGS], x, newest);
    if (foresight.begun(s)) {
      foresight.amend(s, learned, elapsed);
    }
    out.status = status(s, expected);
    foresee(s, emits, true, out);
    tellRepairs(s, out);
  }

  /** Detector, coverage and statistics take a value: the seconds since the value before it. */
  private double judge(State s, boolean expected, double x, Output out) {
    double elapsed = sampling.sinceValue(s);
    detector.step(s.h[DETECTOR], expectation, x, out.verdict);
    if (expected) {
      coverage.step(s.h[COVERAGE], x >= out.lower && x <= out.upper);
    }
    out.coverage = coverage.share(s.h[COVERAGE]);
    features.step(s, x, elapsed, out.time, out.features);
    return elapsed;
  }

  /**
   * One step without a value: the path moves on, nothing is learned.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param out overwritten
   */
  public void miss(State s, long time, Output out) {
    sampling.step(s, time);
    if (absent(s, time, expect(s, out.missed(time)), out)) {
      foresee(s, advance(s, time, false), false, out);
    }
    tellRepairs(s, out);
  }

  /** A further record of the sampling interval of the last step, without a value: says nothing. */
  void idle(State s, long time, Output out) {
    if (time > s.time) {
      sampling.step(s, time);
      s.time = time;
    }
    out.missed(time);
    out.further = true;
    out.status = status(s, false);
    out.coverage = coverage.share(s.h[COVERAGE]);
    features.read(s, out.features);
    s.round();
  }

  /**
   * One step for which no record came, the first of {@code intervals} up to that of a record. No
   * forecast is made.
   *
   * @param time of the record
   * @param out overwritten; tells what was expected only where {@link #missingSteps()} are written
   * @return whether a forecast was due
   */
  boolean pass(State s, long time, long intervals, Output out) {
    long next = sampling.between(s, time, intervals);
    sampling.pass(s, next);
    out.missed(next);
    out.filled = true;
    if (!absent(s, next, missingSteps ? expect(s, out) : foreseen(s), out)) {
      return false;
    }
    boolean due = advance(s, next, false);
    if (missingSteps) {
      foresee(s, false, false, out);
    } else {
      s.round();
      out.ask(false, 0, 0);
      foresight.pass(s, out.fan);
    }
    return due;
  }

  /** A step without a value; false where there is nothing to go on from. */
  private boolean absent(State s, long time, boolean foreseen, Output out) {
    out.status = status(s, false);
    out.coverage = coverage.share(s.h[COVERAGE]);
    readings.begin(s.h[READINGS], out);
    if (!foreseen) {
      s.time = time;
      if (s.index > 0) {
        leaveOut(s, 1);
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

  /** What is done with records that do not come one step after the other. */
  public TimePolicy policy() {
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

  private Status status(State s, boolean sound) {
    return Math.min(s.count, foresight.learned(s)) <= WARM_UP
        ? Status.WARMING_UP
        : sound ? Status.OK : Status.DEGRADED;
  }

  /** Whether the step to come was forecast by the one before it. */
  static boolean foreseen(State s) {
    return s.index > 0 && s.index >= s.since;
  }

  /** Recalls what was expected of this step, if anything was. */
  private boolean expect(State s, Output out) {
    expectation.none(s.count, calendar.timeOf(sampling.pace(s)));
    if (!foreseen(s)) {
      return false;
    }
    foresight.expect(s, expectation);
    if (!expected(out)) {
      repairs.restartForecasting(s);
      expectation.none(s.count, sampling.pace(s));
      return false;
    }
    return true;
  }

  /** Whether all that was expected is finite. */
  private boolean expected(Output out) {
    double mean = expectation.mean();
    double lower = expectation.quantile((1 - confidence) / 2);
    double upper = expectation.quantile((1 + confidence) / 2);
    if (!Double.isFinite(mean + lower + upper + expectation.usual())) {
      return false;
    }
    out.expect(mean, Math.min(lower, mean), Math.max(upper, mean)); // as Fan.enclose has it
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
    if (!out.verdict.finite()) {
      repairs.restart(s, DETECTOR);
      out.verdict.normal(0);
    }
    if (foresight.begun(s)) {
      ask(s, emits, out);
      foresight.foresee(s, valued, out.fan);
      if (!out.fan.enclose()) {
        repairs.restartForecasting(s);
      }
      sign(s, out);
    }
    if (Repairs.due(s) || !Precision.finite(out.features, 0, out.features.length)) {
      repairs.mend(s);
    }
    if (!foresight.begun(s)) {
      out.forecasts = false;
      leaveOut(s, 0);
    }
  }

  /** Hands over which stages began anew, with the next record that is written. */
  private void tellRepairs(State s, Output out) {
    if (!s.repaired.isEmpty()) {
      features.read(s, out.features);
    }
    out.repaired = s.repaired;
    s.repaired = List.of();
  }

  private void ask(State s, boolean emits, Output out) {
    out.ask(emits, sampling.origin(s), sampling.pace(s));
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
    ask(s, true, out);
    foresight.forecast(s, out.fan);
    out.fan.enclose();
    out.forecastBy = foresight.versions(s, 0);
    return true;
  }
}
