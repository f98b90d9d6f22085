package io.recurrence.config;

import io.recurrence.core.HorizonGrid;
import io.recurrence.time.Calendar;
import java.util.List;

/** What a stage may need to know of the pipeline that it is for. */
record StageContext(
    HorizonGrid horizonGrid,
    int models,
    long step,
    Calendar calendar,
    boolean single,
    double confidence,
    List<ServedNetwork> networks,
    OwnStages own) {

  /** The same, of a pipeline with so many models. */
  StageContext of(int models) {
    return new StageContext(horizonGrid, models, step, calendar, single, confidence, networks, own);
  }

  /** How many steps ahead forecasts look. */
  int horizon() {
    return horizonGrid.horizon();
  }
}
