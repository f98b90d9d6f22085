package io.recurrence.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts stages anew whose memory is no longer finite, so that no such number is kept or passed on.
 * No finite input should lead there; this is the last line of defence. What a step gives is looked
 * at each time; memories are where that is not finite, when they are read, and every {@value
 * #PERIOD} steps, since each look costs as much as a tenth of a small step.
 *
 * <p>The stages of the forecasting half read each other's memories and begin anew together.
 */
final class Repairs {
  private static final int PERIOD = 16;

  private final Layout layout;
  private final Recurrence[] stages;
  private final int first; // stages of the forecasting half
  private final int end;

  Repairs(Layout layout, int first, int end) {
    this.layout = layout;
    this.stages = new Recurrence[layout.count()];
    Arrays.setAll(stages, i -> layout.stage(i).recurrence());
    this.first = first;
    this.end = end;
  }

  /** Whether it is time to look at the memories. */
  static boolean due(State s) {
    return s.index % PERIOD == 0;
  }

  /** Looks at the memory of each stage. */
  void mend(State s) {
    for (int i = 0; i < stages.length; i++) {
      if (!stages[i].finite(s.h[i])) {
        note(s, layout.stage(i).name());
        if (i >= first && i < end) {
          startForecasting(s);
        } else {
          s.start(i);
        }
      }
    }
  }

  /** The memory of one stage led to a number that is not finite. */
  void restart(State s, int stage) {
    note(s, layout.stage(stage).name());
    s.start(stage);
  }

  /** The forecasting half led to a number that is not finite. */
  void restartForecasting(State s) {
    int culprit = first;
    for (int i = first; i < end; i++) {
      culprit = stages[i].finite(s.h[i]) ? culprit : i;
    }
    note(s, layout.stage(culprit).name());
    startForecasting(s);
  }

  private void startForecasting(State s) {
    for (int i = first; i < end; i++) {
      s.start(i);
    }
    s.firstScorable = s.index + 1; // nothing was forecast of the step to come
  }

  private static void note(State s, String stage) {
    List<String> stages = new ArrayList<>(s.repaired);
    stages.add(stage);
    s.repaired = List.copyOf(stages);
  }
}
