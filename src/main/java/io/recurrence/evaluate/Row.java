package io.recurrence.evaluate;

import io.recurrence.record.Measurement;

/**
 * One row of a file.
 *
 * @param line where it begins in the file, counted from 1
 * @param series empty where the file has no such column
 * @param timestamp as it is written
 * @param time in milliseconds since 1970
 * @param present whether there is a value
 * @param value to be read where there is one
 * @param labelled whether the file calls it anomalous
 * @param group of the series; empty where the row does not say it
 */
public record Row(
    long line,
    String series,
    String timestamp,
    long time,
    boolean present,
    double value,
    boolean labelled,
    String group) {

  /** A row that does not say a group. */
  Row(
      long line,
      String series,
      String timestamp,
      long time,
      boolean present,
      double value,
      boolean labelled) {
    this(line, series, timestamp, time, present, value, labelled, "");
  }

  /** A measurement that the row holds. */
  Row of(Measurement measurement) {
    boolean readable = measurement.fault() == null;
    boolean valued = readable && measurement.present();
    return new Row(
        line,
        measurement.series(),
        timestamp,
        readable ? measurement.time() : 0,
        valued,
        valued ? measurement.value() : 0,
        labelled,
        readable ? measurement.group() : "");
  }
}
