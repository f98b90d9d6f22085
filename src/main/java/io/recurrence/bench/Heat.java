package io.recurrence.bench;

/**
 * What one run of a contestant measured, over a window between two commits.
 *
 * @param events in the window
 * @param commits seen in the window
 * @param appNanos CPU time of this process in the window
 * @param brokerNanos CPU time of the broker in the window
 * @param allocated bytes that the stream threads allocated in the window
 * @param logged records in the changelog, per record read
 * @param loggedBytes length of a record of the changelog, with its part of the batch
 * @param storedBytes of the store on disk, per series
 */
record Heat(
    long events,
    int commits,
    double seconds,
    double appNanos,
    double brokerNanos,
    double allocated,
    double logged,
    double loggedBytes,
    double storedBytes) {

  double rate() {
    return events / seconds;
  }

  double appMicros() {
    return appNanos / events / 1000;
  }

  double brokerMicros() {
    return brokerNanos / events / 1000;
  }

  /** CPU time per event, of both processes. */
  double micros() {
    return appMicros() + brokerMicros();
  }

  double allocatedBytes() {
    return allocated / events;
  }
}
