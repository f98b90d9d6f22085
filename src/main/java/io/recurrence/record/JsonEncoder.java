package io.recurrence.record;

/**
 * Writes output as flat JSON objects with a stable order of fields; a number that does not exist is
 * null. The value that came, and statistics, are written as they are. Forecasts, bounds and
 * quantiles are written to a ten-thousandth of the narrowest band, and to four significant digits
 * at least; the digits behind those would be noise.
 */
public final class JsonEncoder extends Encoder {
  private final JsonSink sink;

  /**
   * Makes an encoder.
   *
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param version of the pipeline
   */
  public JsonEncoder(double confidence, String version) {
    this(new JsonSink(), confidence, version);
  }

  private JsonEncoder(JsonSink sink, double confidence, String version) {
    super(sink, confidence, version);
    this.sink = sink;
  }

  @Override
  byte[] record() {
    return sink.record();
  }
}
