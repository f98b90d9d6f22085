package io.recurrence.evaluate.everyday;

import java.util.BitSet;

/**
 * Flags against events. An event is found where a flag is in time; a flag outside of every event
 * and of its aftermath is a false alarm, and false alarms less than {@value #GROUP} rows apart are
 * one. The first rows are not counted.
 */
final class FlagScore {
  private static final int GROUP = 12;
  private static final int LEARNING = 300; // rows, or a fifth of a short series

  private int events;
  private int found;
  private long falseAlarms;
  private long cleanRows;

  /** Adds the flags that a series was given. */
  void add(LabelledSeries series, BitSet flags) {
    for (Event event : series.events()) {
      if (event.required()) {
        events++;
        found += found(event, flags) ? 1 : 0;
      }
    }
    falseAlarms += falseAlarms(series, flags).cardinality();
    cleanRows += cleanRows(series).cardinality();
  }

  /** Whether a flag is in time for an event. */
  static boolean found(Event event, BitSet flags) {
    int flag = flags.nextSetBit(event.first());
    return flag >= 0 && flag < event.deadline();
  }

  /** The rows at which false alarms begin. */
  static BitSet falseAlarms(LabelledSeries series, BitSet flags) {
    BitSet wrong = cleanRows(series);
    wrong.and(flags);
    BitSet alarms = new BitSet();
    int last = -GROUP;
    for (int row = wrong.nextSetBit(0); row >= 0; row = wrong.nextSetBit(row + 1)) {
      alarms.set(row, row - last >= GROUP);
      last = row;
    }
    return alarms;
  }

  /** The rows in which a flag is a false alarm. */
  private static BitSet cleanRows(LabelledSeries series) {
    int rows = series.length();
    BitSet clean = new BitSet(rows);
    clean.set(learning(rows), rows);
    for (Event event : series.events()) {
      clean.clear(event.first(), event.calm());
    }
    return clean;
  }

  /** Rows at the beginning of a series in which flags are not counted. */
  static int learning(int rows) {
    return Math.min(LEARNING, rows / 5);
  }

  void add(FlagScore other) {
    events += other.events;
    found += other.found;
    falseAlarms += other.falseAlarms;
    cleanRows += other.cleanRows;
  }

  int events() {
    return events;
  }

  int found() {
    return found;
  }

  long falseAlarms() {
    return falseAlarms;
  }

  /** False alarms in a thousand rows without events. */
  double falseAlarmRate() {
    return 1000.0 * falseAlarms / cleanRows;
  }
}
