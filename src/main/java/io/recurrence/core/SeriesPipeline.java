package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What moves the memory of a series, record by record, and what is common to all that do: how a
 * memory begins, is stored and read again, and what is done with records that do not come one step
 * after the other. {@link ForecastPipeline} forecasts values, {@link EventPipeline} carries out a
 * task on symbols and sequences.
 *
 * <p>Output is a function of state, record and settings alone. An object serves one thread and any
 * number of series.
 */
public abstract class SeriesPipeline {
  private final Layout layout;
  private final TimePolicy policy;
  private final Calendar calendar;
  private final ReorderBuffer heldBack;
  private final SeverityRule severity;

  /**
   * @param heldBack one of the stages
   */
  SeriesPipeline(
      Layout layout,
      TimePolicy policy,
      Calendar calendar,
      ReorderBuffer heldBack,
      SeverityRule severity) {
    this.layout = layout;
    this.policy = policy;
    this.calendar = calendar;
    this.heldBack = heldBack;
    this.severity = severity;
  }

  static Stage stage(ReorderBuffer heldBack) {
    return new Stage(heldBack.name(), heldBack);
  }

  final Layout layout() {
    return layout;
  }

  /** The memory of a series of which nothing has been seen. */
  public final State newState() {
    return new State(layout);
  }

  /** A fresh receiver for what steps give. */
  public abstract StepResult newOutput();

  /** The length of a stored state, in bytes. */
  public final int stateBytes() {
    return layout.bytes();
  }

  /** The stages of a state, with the bytes that each takes, in their order. */
  public final Map<String, Integer> stages() {
    Map<String, Integer> stages = new LinkedHashMap<>();
    for (int i = 0; i < layout.count(); i++) {
      stages.put(layout.stage(i).name(), layout.storage(i).bytes());
    }
    return stages;
  }

  /** A hash of the stages of this pipeline; the state of another shape is not read as it is. */
  public final long shape() {
    return layout.shape();
  }

  /** Whether stored bytes have this pipeline's shape. */
  public final boolean matches(byte[] bytes) {
    return StateBytes.matches(bytes, layout);
  }

  /**
   * Reads a stored state of this pipeline's own shape.
   *
   * @throws StateFormatException where the bytes are damaged, or of another shape or format
   */
  public final State read(byte[] bytes) {
    State state = newState();
    int carried = StateBytes.read(bytes, state).cardinality();
    if (!matches(bytes) || carried < StateBytes.expected(bytes, layout)) {
      throw new StateFormatException(
          "state belongs to another pipeline shape; %d of %d stages agree"
              .formatted(carried, layout.stored()));
    }
    mend(state);
    return state;
  }

  /**
   * Reads a stored state of another shape: stages that agree by name and size, or can take over the
   * form that was stored, are carried over; the others start afresh.
   *
   * @throws StateFormatException where the bytes are damaged or of another format
   */
  public final State carryOver(byte[] bytes) {
    State state = newState();
    carriedOver(state, StateBytes.read(bytes, state));
    mend(state);
    return state;
  }

  /** Sees to it that stages which were carried over go with those that begin anew. */
  abstract void carriedOver(State state, BitSet carried);

  /** Starts stages anew whose memory is not finite. */
  abstract void mend(State state);

  /** The stages of this pipeline that start afresh when a stored state is carried over. */
  public final List<String> afresh(byte[] bytes) {
    BitSet carried = StateBytes.read(bytes, newState());
    return IntStream.range(0, layout.count())
        .filter(i -> layout.storage(i).bytes() > 0 && !carried.get(i))
        .mapToObj(i -> layout.stage(i).name())
        .filter(name -> !StateBytes.older(bytes) || !StateBytes.ADDED.contains(name))
        .toList();
  }

  /** Whether all that a stored state has learned is carried over, and no stage starts afresh. */
  public final boolean keeps(byte[] bytes) {
    int carried = StateBytes.read(bytes, newState()).cardinality();
    return carried == StateBytes.stages(bytes) && afresh(bytes).isEmpty();
  }

  final ReorderBuffer heldBack() {
    return heldBack;
  }

  /**
   * Ends the incidents of a series of which no record will come any more.
   *
   * @param reason in words
   */
  public final List<IncidentReport> endIncidents(State s, long time, String reason) {
    List<IncidentReport> reports = new ArrayList<>();
    for (int i = 0; i < layout.count(); i++) {
      if (layout.stage(i).recurrence() instanceof IncidentStage incidents) {
        incidents.end(s.h[i], time, reason, reports);
      }
    }
    return reports;
  }

  /** What is done with records that do not come one step after the other. */
  public final TimePolicy policy() {
    return policy;
  }

  /** How urgent flagged records and incidents are. */
  public final SeverityRule severity() {
    return severity;
  }

  /** By which time zone and opening hours its time is counted. */
  public final Calendar calendar() {
    return calendar;
  }

  /**
   * What a record brings as numbers, where it is written in another way: the indices of symbols.
   * May learn how it is written, such as an alphabet.
   *
   * @param content overwritten
   * @return whether the memory has changed, other than by a step
   * @throws EventContentException where the record cannot be taken; the memory is then unchanged
   */
  public boolean encode(State s, EventContent content) throws EventContentException {
    return false;
  }

  /** Takes the numbers of the record whose step comes next, where it may have several. */
  void take(EventContent content) {}

  /** Whether the steps that no record came for are written. */
  abstract boolean missingSteps();

  /** Prepares for the record that comes next, before {@link #intervals} are counted for it. */
  abstract void align(State s, long time);

  /**
   * How many sampling intervals lie from that of the last step to that of {@code time}: 0 where a
   * record of that time is a further reading of the same interval, negative where it comes too
   * late; 1 where the series has no sampling interval.
   */
  public abstract long intervals(State s, long time);

  /** The sampling interval of the series in milliseconds, 0 while it has none that is known. */
  public abstract long samplingInterval(State s);

  /**
   * One step with a value, the first reading of its sampling interval.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param x finite, at most {@link Values#MAX_MAGNITUDE} in size
   * @param out overwritten
   * @throws IllegalArgumentException where {@code x} is not finite or too large; the state is then
   *     unchanged
   */
  public abstract void step(State s, long time, double x, StepResult out);

  /**
   * One step without a value: the path moves on, nothing is learned.
   *
   * @param time event time in milliseconds, not before {@link State#time()}
   * @param out overwritten
   */
  public abstract void miss(State s, long time, StepResult out);

  /**
   * A further record of the sampling interval of the last step.
   *
   * @param present whether it has a value
   */
  abstract void again(State s, long time, boolean present, double x, StepResult out);

  /**
   * One step for which no record came, the first of {@code intervals} up to that of a record. No
   * forecast is made.
   *
   * @param time of the record
   * @param out overwritten; says what was expected only where {@link #missingSteps()} are written
   * @return whether a forecast was due
   */
  abstract boolean fillStep(State s, long time, long intervals, StepResult out);

  /** Leaves out {@code steps} steps at once; no forecast made before them will be scored. */
  public abstract void skip(State s, long steps);

  /**
   * Makes the forecast from where the series stands, whether or not one was due. Reads only.
   *
   * @param out overwritten
   * @return whether there is one: not before the first value
   */
  public abstract boolean forecast(State s, SeriesForecast out);
}
