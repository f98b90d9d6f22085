package io.recurrence.streams;

import io.recurrence.core.PublicApi;
import io.recurrence.record.BadRecordException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A record that a pipeline could not use, and why. Key and timestamp of the record of the stream
 * are those that came; its headers, too, with {@link DeadLetters#REASON} and {@link
 * DeadLetters#MESSAGE} beside them, so that {@code mapValues(DeadLetter::value)} is what the
 * application writes to a topic of dead letters.
 *
 * @param value that came; null where the record had none
 * @param timestamp event time as it was read, in milliseconds since 1970
 * @param message what was found, in words
 */
@PublicApi
public record DeadLetter<V>(@Nullable V value, long timestamp, Reason reason, String message) {}
