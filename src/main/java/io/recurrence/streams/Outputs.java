package io.recurrence.streams;

import io.recurrence.core.PublicApi;
import org.apache.kafka.streams.kstream.KStream;

/**
 * What a pipeline makes of a stream: the results of its steps, and the records that it could not
 * use.
 *
 * @param events by series
 * @param deadLetters by the key that they came with, which may be null
 */
@PublicApi
public record Outputs<V, R>(
    KStream<String, R> events, KStream<String, DeadLetter<V>> deadLetters) {}
