package io.recurrence.config;

import io.recurrence.record.TimeUnit;

/** What the value of a record is wrapped in. */
public enum Envelope {
  NONE,
  /** Attributes of CloudEvents beside the data. */
  CLOUDEVENTS,
  /** Kafka Connect's schema beside the payload. */
  CONNECT,
  /** The change of a row of a database. */
  DEBEZIUM;

  /** The unit of times that are numbers, unless it is said. */
  TimeUnit usualUnit(InputFormat format) {
    return this == CONNECT || this == DEBEZIUM
        ? TimeUnit.AUTO // schemas say it of most times
        : format.usualUnit();
  }
}
