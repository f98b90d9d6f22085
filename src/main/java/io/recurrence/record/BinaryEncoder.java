package io.recurrence.record;

/**
 * Writes output in the compact binary format, which {@link BinaryDecoder} reads. Numbers are
 * doubles, but for those of a whole forecast: there, floats say how far each is from the first
 * forecast value, with an error of at most 6e-8 of that distance.
 */
public final class BinaryEncoder extends Encoder {
  private final BinarySink sink;

  /**
   * Makes an encoder.
   *
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param version of the pipeline
   */
  public BinaryEncoder(double confidence, String version) {
    this(new BinarySink(), confidence, version);
  }

  private BinaryEncoder(BinarySink sink, double confidence, String version) {
    super(sink, confidence, version);
    this.sink = sink;
  }

  @Override
  byte[] record() {
    return sink.record();
  }
}
