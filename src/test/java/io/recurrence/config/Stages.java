package io.recurrence.config;

import io.recurrence.core.HorizonGrid;
import io.recurrence.time.Calendar;
import java.util.ArrayList;
import java.util.List;

/** Makes the stages of the catalog one by one, outside a pipeline. */
final class Stages {
  static final HorizonGrid KNOTS = HorizonGrid.upTo(13);
  static final int MODELS = 3;

  private Stages() {}

  /** A fresh stage of these settings, written in YAML. */
  static <T> T make(StageFactory<T> factory, String settings) {
    List<Fault> faults = new ArrayList<>();
    Section section = new Section("", (Tree.Fields) Tree.parse(settings, "test", faults), faults);
    T stage =
        factory
            .make(
                section,
                new StageContext(
                    KNOTS,
                    MODELS,
                    60_000,
                    Calendar.UTC,
                    false,
                    0.95,
                    new ArrayList<>(),
                    OwnStages.NONE))
            .maker()
            .get();
    if (!faults.isEmpty()) {
      throw new AssertionError(faults);
    }
    return stage;
  }
}
