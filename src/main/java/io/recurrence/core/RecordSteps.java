package io.recurrence.core;

/**
 * The steps that one record leads to: those of the sampling intervals before it for which no record
 * came, of which only some are written, and its own.
 */
final class RecordSteps {
  private final SeriesPipeline pipeline;
  private final long longestGap; // steps that are filled; those of a longer gap are left out
  private final StepResult own;
  private final StepResult filler;
  private StepResult result;

  private boolean begun;
  private long time;
  private double value;
  private boolean present;
  private long intervals; // from the last step to that of the record
  private long left; // of these
  private boolean forecastDue; // at a step without a record

  RecordSteps(SeriesPipeline pipeline, long longestGap) {
    this.pipeline = pipeline;
    this.longestGap = longestGap;
    this.own = pipeline.newOutput();
    this.filler = pipeline.newOutput();
    this.result = own;
  }

  void begin(State s, long time, EventContent content) {
    this.begun = true;
    this.time = time;
    this.present = content.present();
    this.value = present ? content.value() : 0;
    this.forecastDue = false;
    pipeline.take(content);
    pipeline.align(s, time);
    intervals = s.index == 0 ? 1 : pipeline.intervals(s, time);
    left = intervals;
    if (intervals - 1 > longestGap) {
      pipeline.skip(s, intervals - 1);
      left = 1;
    }
  }

  /** No step is left. */
  void end() {
    begun = false;
  }

  /** Makes the next step that is written; false where there is none. */
  boolean next(State s) {
    if (!begun) {
      return false;
    }
    for (; left > 1; left--) {
      forecastDue |= pipeline.fillStep(s, time, left, filler);
      if (pipeline.missingSteps()) {
        left--;
        result = filler;
        return true;
      }
    }
    begun = false;
    result = own;
    value = present ? s.value(time, value) : value;
    present = present && !Double.isNaN(value);
    if (intervals <= 0) {
      pipeline.again(s, time, present, value, own);
    } else if (present) {
      pipeline.step(s, time, value, own);
    } else {
      pipeline.miss(s, time, own);
    }
    if (forecastDue && !own.forecast().isDue() && pipeline.forecast(s, own.forecast())) {
      own.forecast().due();
      own.judgement().model(own.forecast().model());
    }
    return true;
  }

  StepResult result() {
    return result;
  }
}
