/** Sends incidents to receivers of alerts, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.recurrence.notify;
