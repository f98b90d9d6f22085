package io.recurrence.streams;

import io.recurrence.core.EventResult;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import java.util.Map;

/**
 * How surprising a symbol was, and what comes next: the result of a pipeline with {@code task:
 * symbols}.
 *
 * @param timestamp event time, in milliseconds since 1970
 * @param symbol that came; a text where records hold several symbols
 * @param expected the most probable symbol, before it came; of several, that of the first
 * @param probability of the one that came, before it came
 * @param surprise {@code -log2} of the probability, in bits
 * @param score how strange it is, in [0, 1]
 * @param anomaly whether it is flagged
 * @param reason why, in words
 * @param entropy of the next symbol, in bits
 * @param probabilities of the next symbol, the ten most probable, the first of them first; {@code
 *     (other)} stands for all that have no place in the alphabet
 */
@PublicApi
public record SymbolEvent(
    long timestamp,
    String symbol,
    String expected,
    double probability,
    double surprise,
    double score,
    boolean anomaly,
    String reason,
    double entropy,
    Map<String, Double> probabilities,
    Status status) {

  static SymbolEvent of(StepResult out) {
    EventResult result = out.event();
    return new SymbolEvent(
        out.time(),
        result.source(),
        result.target(),
        result.probability(),
        result.surprise(),
        out.judgement().verdict().score(),
        out.judgement().verdict().anomaly(),
        out.judgement().verdict().reason(),
        result.entropy(),
        EventTasks.probabilities(result),
        out.judgement().status());
  }
}
