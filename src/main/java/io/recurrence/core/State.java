package io.recurrence.core;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one series: one array per stage of its pipeline, and a header that says where in
 * the stream it stands. Made by {@link SeriesPipeline#newState()}, moved by {@link SeriesPipeline},
 * stored by {@link #toBytes()}.
 */
public final class State {
  static final long UNKNOWN = 0; // no source
  private static final int OBJECT_BYTES = 104;
  private static final int ARRAY_BYTES = 20; // header and reference

  final Layout layout;
  final double[][] h;
  long time; // event time of the last step, ms
  long source = UNKNOWN; // where the records come from
  long offset = -1; // of the last record that was applied, in its source
  long count; // observations
  long index; // steps, with or without a value
  long firstScorable = 1; // the first step whose forecasts may be scored; steps count from 1
  double last; // the value of the last step that had one
  List<String> repaired = List.of(); // the stages started anew since the last step; not stored
  double @Nullable [] unplaced; // held-back records that were stored in another form

  State(Layout layout) {
    this.layout = layout;
    this.h = new double[layout.count()][];
    for (int i = 0; i < h.length; i++) {
      h[i] = new double[layout.stage(i).recurrence().size()];
      start(i);
    }
  }

  /** A stage begins anew. */
  void start(int stage) {
    Arrays.fill(h[stage], 0);
    layout.stage(stage).recurrence().start(h[stage]);
  }

  /** The event time of the last step of a stored state, which is not read any further. */
  public static long timeOf(byte[] stored) {
    return StateBytes.timeOf(stored);
  }

  /** Whether the step to come was forecast by the one before it. */
  boolean hasForecast() {
    return index > 0 && index >= firstScorable;
  }

  /** The value that a record stands for: of a counter, its rate; NaN where that is not known. */
  double value(long time, double x) {
    int at = layout.counter();
    return at < 0 ? x : layout.stage(at).recurrence(CounterRate.class).rate(h[at], time, x);
  }

  /** What the last record with a value held. */
  double lastRead() {
    int at = layout.counter();
    return at < 0 ? last : layout.stage(at).recurrence(CounterRate.class).last(h[at]);
  }

  /**
   * Takes what people say of a moment: that it was flagged and should not have been, or the other
   * way round. The alarm rate of the series follows, where its pipeline takes feedback.
   *
   * @param missed whether it should have been flagged
   * @param time event time, in milliseconds since 1970
   * @return whether it is new
   */
  public boolean feedback(boolean missed, long time) {
    int at = layout.feedback();
    return at >= 0 && layout.stage(at).recurrence(AlarmFeedback.class).learn(h[at], missed, time);
  }

  /**
   * Flags nothing from one event time up to another, in the place of what was said before.
   *
   * @return whether that is new
   */
  public boolean mute(long from, long to) {
    int at = layout.feedback();
    return at >= 0 && layout.stage(at).recurrence(AlarmFeedback.class).mute(h[at], from, to);
  }

  /** Whether nothing is to be flagged at an event time. */
  public boolean muted(long time) {
    int at = layout.feedback();
    return at >= 0 && layout.stage(at).recurrence(AlarmFeedback.class).muted(h[at], time);
  }

  /** What the configured alarm rate is to be multiplied by at an event time. */
  public double alarmFactor(long time) {
    int at = layout.feedback();
    return at < 0 ? 1 : layout.stage(at).recurrence(AlarmFeedback.class).factor(h[at], time);
  }

  /** How many values have been observed. */
  public long count() {
    return count;
  }

  /** How many steps have been made, with or without a value. */
  public long index() {
    return index;
  }

  /**
   * Event time of the last step, in milliseconds since 1970; meaningless while {@link #count()} is
   * 0.
   */
  public long time() {
    return time;
  }

  /** The offset of the last record applied to this state, or -1. */
  public long offset() {
    return offset;
  }

  /** Notes that the record at {@code offset} of the source partition has been applied. */
  public void offset(long offset) {
    this.offset = offset;
  }

  /**
   * Notes where the records to come are from. Offsets of one source say nothing of those of
   * another, so the last one is forgotten where the source is not the one before.
   *
   * @param source a number of its own for each source, other than 0
   * @return whether it has changed
   */
  public boolean from(long source) {
    if (this.source == source) {
      return false;
    }
    this.source = source;
    offset = -1;
    return true;
  }

  /** The memory of the reorder buffer; of length 0 where no record can be held back. */
  double[] held() {
    return h[layout.heldBack()];
  }

  private double[] reordered() {
    return unplaced != null ? unplaced : held();
  }

  /**
   * Whether more records are held back than have room under the settings of now. The next record
   * lets the earliest go; until then they would be lost where the state is written.
   */
  public boolean overfull() {
    return unplaced != null;
  }

  /** How many records are held back. */
  public int heldBack() {
    double[] held = reordered();
    return held.length == 0 ? 0 : ReorderBuffer.count(held);
  }

  /**
   * The latest time of the records, also of those that are held back; {@link Long#MIN_VALUE} before
   * the first one.
   */
  public long newest() {
    long newest = index > 0 ? time : Long.MIN_VALUE;
    return heldBack() == 0 ? newest : Math.max(newest, ReorderBuffer.newest(reordered()));
  }

  /** Whether a record has ever been held back, or none can be. */
  public boolean hasHeldBack() {
    return held().length == 0 || ReorderBuffer.newest(held()) > Long.MIN_VALUE;
  }

  /** Leaves in memory what is stored of it. */
  void round() {
    for (int i = 0; i < h.length; i++) {
      layout.stage(i).recurrence().round(h[i]);
    }
  }

  /** An independent copy. */
  public State copy() {
    State copy = new State(layout);
    copy.assign(this);
    return copy;
  }

  /** Makes this state equal to another of the same pipeline. */
  public void assign(State other) {
    time = other.time;
    source = other.source;
    offset = other.offset;
    count = other.count;
    index = other.index;
    firstScorable = other.firstScorable;
    last = other.last;
    repaired = other.repaired;
    unplaced = other.unplaced; // never modified
    for (int i = 0; i < h.length; i++) {
      System.arraycopy(other.h[i], 0, h[i], 0, h[i].length);
    }
  }

  /** About how much heap it takes, in bytes. */
  public int heapBytes() {
    int bytes = OBJECT_BYTES;
    for (double[] memory : h) {
      bytes += ARRAY_BYTES + Double.BYTES * memory.length;
    }
    return bytes;
  }

  /** The length of the stored form, in bytes. */
  public int storedBytes() {
    return layout.bytes();
  }

  /** The stored form, the same length for all series of a pipeline. */
  public byte[] toBytes() {
    byte[] bytes = new byte[layout.bytes()];
    StateBytes.write(this, bytes);
    return bytes;
  }

  /** What the state holds, for people: stage name to named fields. */
  public Map<String, Map<String, Double>> describe() {
    Map<String, Map<String, Double>> stages = new LinkedHashMap<>();
    for (int i = 0; i < h.length; i++) {
      stages.put(layout.stage(i).name(), layout.stage(i).recurrence().describe(h[i]));
    }
    return stages;
  }
}
