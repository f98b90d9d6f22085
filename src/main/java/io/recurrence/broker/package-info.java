/** A Kafka broker in this process or a child process. */
@NullMarked
package io.recurrence.broker;

import org.jspecify.annotations.NullMarked;
