/** The Kafka Streams topology. */
@NullMarked
package io.recurrence.streams;

import org.jspecify.annotations.NullMarked;
