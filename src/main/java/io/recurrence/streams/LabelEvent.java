package io.recurrence.streams;

import io.recurrence.core.EventResult;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import java.util.Map;

/**
 * The label of a record, or the regime of its series: the result of a pipeline with {@code task:
 * label}.
 *
 * @param timestamp event time of the record that the label came with, in milliseconds since 1970
 * @param labelled event time of the record that the label is for
 * @param label the most probable one
 * @param probability of it
 * @param probabilities of all labels
 * @param changed whether it is another than the one before
 * @param duration how many records a regime lasts on average; NaN where that is not known
 */
@PublicApi
public record LabelEvent(
    long timestamp,
    long labelled,
    String label,
    double probability,
    Map<String, Double> probabilities,
    boolean changed,
    double duration,
    Status status) {

  static LabelEvent of(StepResult out) {
    EventResult result = out.event();
    return new LabelEvent(
        out.time(),
        result.start(),
        result.target(),
        result.probability(),
        EventTasks.probabilities(result),
        result.mark(),
        result.duration() == 0 ? Double.NaN : result.duration(),
        out.judgement().status());
  }
}
