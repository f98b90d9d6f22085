/** Tells receivers of alerts of incidents, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.recurrence.notify;
