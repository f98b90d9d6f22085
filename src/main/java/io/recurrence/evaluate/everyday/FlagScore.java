package io.recurrence.evaluate.everyday;

import java.util.BitSet;

/**
 * Flags against events. An event is found where a flag is in time; a flag outside of every event
 * and of its aftermath is a false alarm, and false alarms less than {@value #GROUP} rows apart are
 * one. The first rows are not counted.
 */
final class FlagScore {
  static final int GROUP = 12;
  private static final int LEARNING = 300; // rows, or a fifth of a short series

  private int events;
  private int found;
  private long falseAlarms;
  private long cleanRows;

  /** Adds the flags that a series was given. */
  void add(LabelledSeries series, BitSet flags) {
    int from = learning(series.length());
    BitSet excused = new BitSet(series.length());
    for (Event event : series.events()) {
      excused.set(event.first(), Math.min(series.length(), event.calm()));
      if (event.required()) {
        events++;
        found += found(event, flags) ? 1 : 0;
      }
    }
    int last = -GROUP;
    for (int row = from; row < series.length(); row++) {
      if (excused.get(row)) {
        continue;
      }
      cleanRows++;
      if (flags.get(row)) {
        falseAlarms += row - last >= GROUP ? 1 : 0;
        last = row;
      }
    }
  }

  /** Whether a flag is in time for an event. */
  static boolean found(Event event, BitSet flags) {
    int flag = flags.nextSetBit(event.first());
    return flag >= 0 && flag < event.deadline();
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
