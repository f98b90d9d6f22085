package io.recurrence.sequence;

import io.recurrence.network.kernel.Kernel;

/**
 * An encoder and a decoder that learn together, on B pairs of sequences at a time that have the
 * same lengths: S source symbols, and T target symbols with the end. The decoder takes in the true
 * symbol before (teacher forcing). An object serves one thread.
 */
final class EncoderDecoder {
  private final int batch;
  private final int length;
  private final int steps;
  private final int end;
  private final SequenceEncoder encoder;
  private final SequenceDecoder decoder;
  private final int[] before; // [T][B]
  private final int[] came; // [T][B]

  /**
   * @param batch B
   * @param length S
   * @param steps T
   */
  EncoderDecoder(Kernel kernel, EncoderDecoderShape shape, int batch, int length, int steps) {
    this.batch = batch;
    this.length = length;
    this.steps = steps;
    this.end = shape.decoder().end();
    this.encoder = new SequenceEncoder(kernel, shape, batch, length);
    this.decoder =
        new SequenceDecoder(kernel, shape.decoder(), shape.decoderAt(), batch, length, steps);
    this.before = new int[steps * batch];
    this.came = new int[steps * batch];
  }

  void load(float[] w) {
    encoder.load(w);
    decoder.load(w);
  }

  /**
   * The cross-entropy of the targets, in nats per symbol.
   *
   * @param source [B][S]
   * @param target [B][T-1], without the end
   */
  double forward(int[] source, int[] target) {
    for (int row = 0; row < batch; row++) {
      for (int t = 0; t < steps; t++) {
        int from = row * (steps - 1) + t;
        before[t * batch + row] = t == 0 ? end : target[from - 1];
        came[t * batch + row] = t == steps - 1 ? end : target[from];
      }
    }
    encoder.forward(source, length);
    decoder.begin(batch, encoder.annotations(), length, encoder.summary());
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < batch; row++) {
        decoder.input(t, row, before[t * batch + row]);
      }
      decoder.forward(t);
    }
    decoder.probabilities();
    return decoder.loss(came) / came.length;
  }

  /**
   * The way back from the loss of {@link #forward}.
   *
   * @param source as given there
   * @param dw gradient with respect to the weights; added to
   */
  void backward(int[] source, float[] dw) {
    float[] da = encoder.annotationGradient();
    float[] dsummary = decoder.backward(before, came, 1f / came.length, da, dw);
    encoder.backward(source, dsummary, dw);
  }
}
