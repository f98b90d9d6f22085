package io.recurrence.sequence;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.layer.Embedding;
import java.util.Arrays;

/**
 * An {@link AnnotationEncoder} of B rows of symbols, which enter as embeddings. The summary of a
 * row is what each layer has after its last, {@code [h→_S, h←_1]}.
 */
final class SequenceEncoder {
  private final int embeddingWidth; // E
  private final int hidden; // H
  private final int width; // C = 2H
  private final int batch; // B
  private final int longest; // S at most
  private final Embedding embedding;
  private final AnnotationEncoder encoder;
  private final float[] summary; // [B][C]
  private final float[] inputGradient; // [B][S][E]

  SequenceEncoder(Kernel kernel, EncoderDecoderShape shape, int batch, int longest) {
    this.embeddingWidth = shape.embedding();
    this.hidden = shape.hidden();
    this.width = 2 * hidden;
    this.batch = batch;
    this.longest = longest;
    this.embedding = new Embedding(0, shape.sourceSymbols(), embeddingWidth);
    this.encoder =
        new AnnotationEncoder(
            kernel, shape.type(), shape.aheadAt(), embeddingWidth, hidden, batch, longest);
    this.summary = new float[batch * width];
    this.inputGradient = new float[batch * longest * embeddingWidth];
  }

  void load(float[] w) {
    embedding.load(w);
    encoder.load(w);
  }

  /** [B][S][C]. */
  float[] annotations() {
    return encoder.annotations();
  }

  /** [B][S][C], to which gradients with respect to annotations are added before the way back. */
  float[] annotationGradient() {
    return encoder.annotationGradient();
  }

  /** [B][C]. */
  float[] summary() {
    return summary;
  }

  /**
   * Encodes.
   *
   * @param source [B][S]
   * @param length S, at most the longest; the longest where {@link #backward} follows
   */
  void forward(int[] source, int length) {
    for (int i = 0; i < batch * length; i++) {
      embedding.write(source[i], encoder.input(), i * embeddingWidth);
    }
    encoder.forward(length);
    for (int row = 0; row < batch; row++) {
      int last = (row * length + length - 1) * width;
      System.arraycopy(annotations(), last, summary, row * width, hidden);
      int first = row * length * width + hidden;
      System.arraycopy(annotations(), first, summary, row * width + hidden, hidden);
    }
  }

  /**
   * The way back.
   *
   * @param dsummary gradient with respect to the summary [B][C]
   * @param dw gradient with respect to the weights; added to
   */
  void backward(int[] source, float[] dsummary, float[] dw) {
    float[] gradient = annotationGradient();
    for (int row = 0; row < batch; row++) {
      int last = (row * longest + longest - 1) * width;
      int first = row * longest * width;
      for (int j = 0; j < hidden; j++) {
        gradient[last + j] += dsummary[row * width + j];
        gradient[first + hidden + j] += dsummary[row * width + hidden + j];
      }
    }
    Arrays.fill(inputGradient, 0);
    encoder.backward(inputGradient, dw);
    for (int i = 0; i < batch * longest; i++) {
      embedding.gradient(source[i], inputGradient, i * embeddingWidth, dw);
    }
  }
}
