package io.recurrence.streams;

import io.recurrence.core.EventResult;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text turned into another: the result of a pipeline with {@code task: translate}.
 *
 * @param timestamp event time, in milliseconds since 1970
 * @param source the text that came
 * @param translation of it
 * @param probability of the translation, given the text
 * @param complete whether its end came within {@code longest-target} symbols
 * @param attention per symbol of the translation, how much each symbol of the source counted for it
 */
@PublicApi
public record TranslationEvent(
    long timestamp,
    String source,
    String translation,
    double probability,
    boolean complete,
    List<List<Float>> attention,
    Status status) {

  static TranslationEvent of(StepResult out) {
    EventResult result = out.event();
    return new TranslationEvent(
        out.time(),
        result.source(),
        result.target(),
        result.probability(),
        result.mark(),
        Arrays.stream(result.attention()).map(TranslationEvent::row).toList(),
        out.judgement().status());
  }

  private static List<Float> row(float[] weights) {
    return IntStream.range(0, weights.length).mapToObj(i -> weights[i]).toList();
  }
}
