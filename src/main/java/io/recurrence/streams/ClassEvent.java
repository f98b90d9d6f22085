package io.recurrence.streams;

import io.recurrence.core.EventResult;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import java.util.Map;

/**
 * The class of a sequence so far, or at its end: the result of a pipeline with {@code task:
 * classify}.
 *
 * @param timestamp event time of its latest record, in milliseconds since 1970
 * @param start event time of its first record
 * @param records how many it has so far
 * @param ended whether no more will come
 * @param name of the most probable class
 * @param probability of it
 * @param probabilities of all classes, the most probable first
 */
@PublicApi
public record ClassEvent(
    long timestamp,
    long start,
    long records,
    boolean ended,
    String name,
    double probability,
    Map<String, Double> probabilities,
    Status status) {

  static ClassEvent of(StepResult out) {
    EventResult result = out.event();
    return new ClassEvent(
        out.time(),
        result.start(),
        result.length(),
        result.mark(),
        result.target(),
        result.probability(),
        EventTasks.probabilities(result),
        out.judgement().status());
  }
}
