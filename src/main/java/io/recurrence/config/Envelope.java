package io.recurrence.config;

/** What the value of a record is wrapped in. */
public enum Envelope {
  NONE,
  /** Attributes of CloudEvents beside the data. */
  CLOUDEVENTS,
  /** Kafka Connect's schema beside the payload. */
  CONNECT,
  /** The change of a row of a database. */
  DEBEZIUM
}
