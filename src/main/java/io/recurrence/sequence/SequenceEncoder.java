package io.recurrence.sequence;

import io.recurrence.neural.kernel.Kernel;
import io.recurrence.neural.layer.Embedding;
import io.recurrence.neural.layer.Layer;
import java.util.Arrays;

/**
 * A bidirectional encoder of B rows of symbols: one layer runs from the first to the last, another
 * from the last to the first, and the annotation of a symbol is what both have after it, {@code a_s
 * = [h→_s, h←_s]} (Bahdanau, Cho and Bengio, 2015). The summary of a row is what each has after its
 * last, {@code [h→_S, h←_1]}.
 */
final class SequenceEncoder {
  private final int embeddingWidth; // E
  private final int hidden; // H
  private final int width; // C = 2H
  private final int batch; // B
  private final int longest; // S at most
  private final Embedding embedding;
  private final Layer ahead;
  private final Layer back;
  private final float[] nothing; // the memory that layers begin with
  private final float[] annotations; // [B][S][C]
  private final float[] gradient; // [B][S][C]
  private final float[] summary; // [B][C]
  private final float[] inputGradient; // [S][B][E]

  SequenceEncoder(Kernel kernel, EncoderDecoderShape shape, int batch, int longest) {
    this.embeddingWidth = shape.embedding();
    this.hidden = shape.hidden();
    this.width = 2 * hidden;
    this.batch = batch;
    this.longest = longest;
    this.embedding = new Embedding(0, shape.sourceSymbols(), embeddingWidth);
    this.ahead =
        shape.type().layer(kernel, shape.aheadAt(), embeddingWidth, hidden, batch, longest);
    this.back = shape.type().layer(kernel, shape.backAt(), embeddingWidth, hidden, batch, longest);
    this.nothing = new float[ahead.memory()];
    this.annotations = new float[batch * longest * width];
    this.gradient = new float[annotations.length];
    this.summary = new float[batch * width];
    this.inputGradient = new float[longest * batch * embeddingWidth];
  }

  void load(float[] w) {
    embedding.load(w);
    ahead.load(w);
    back.load(w);
  }

  /** [B][S][C]. */
  float[] annotations() {
    return annotations;
  }

  /** [B][S][C], to which gradients with respect to annotations are added before the way back. */
  float[] annotationGradient() {
    return gradient;
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
    Arrays.fill(gradient, 0);
    run(ahead, source, length, 0);
    run(back, source, length, hidden);
    for (int row = 0; row < batch; row++) {
      int last = (row * length + length - 1) * width;
      System.arraycopy(annotations, last, summary, row * width, hidden);
      int first = row * length * width + hidden;
      System.arraycopy(annotations, first, summary, row * width + hidden, hidden);
    }
  }

  private void run(Layer layer, int[] source, int length, int column) {
    layer.carry();
    for (int row = 0; row < batch; row++) {
      layer.begin(row, nothing, 0);
    }
    for (int t = 0; t < length; t++) {
      int s = position(layer, t, length);
      for (int row = 0; row < batch; row++) {
        embedding.write(source[row * length + s], layer.input(), layer.inputAt(t, row));
      }
      layer.forward(t);
      for (int row = 0; row < batch; row++) {
        int to = (row * length + s) * width + column;
        System.arraycopy(layer.output(), layer.outputAt(t, row), annotations, to, hidden);
      }
    }
  }

  /** Which symbol a layer takes in at step t. */
  private int position(Layer layer, int t, int length) {
    return layer == ahead ? t : length - 1 - t;
  }

  /**
   * The way back.
   *
   * @param dsummary gradient with respect to the summary [B][C]
   * @param dw gradient with respect to the weights; added to
   */
  void backward(int[] source, float[] dsummary, float[] dw) {
    for (int row = 0; row < batch; row++) {
      int last = (row * longest + longest - 1) * width;
      int first = row * longest * width;
      for (int j = 0; j < hidden; j++) {
        gradient[last + j] += dsummary[row * width + j];
        gradient[first + hidden + j] += dsummary[row * width + hidden + j];
      }
    }
    runBackward(ahead, source, 0, dw);
    runBackward(back, source, hidden, dw);
  }

  private void runBackward(Layer layer, int[] source, int column, float[] dw) {
    for (int t = longest - 1; t >= 0; t--) {
      int s = position(layer, t, longest);
      for (int row = 0; row < batch; row++) {
        int from = (row * longest + s) * width + column;
        int to = layer.outputGradientAt(t, row);
        for (int j = 0; j < hidden; j++) {
          layer.outputGradient()[to + j] += gradient[from + j];
        }
      }
      layer.backward(t);
    }
    layer.gradient(dw);
    Arrays.fill(inputGradient, 0);
    layer.inputGradient(inputGradient);
    for (int t = 0; t < longest; t++) {
      int s = position(layer, t, longest);
      for (int row = 0; row < batch; row++) {
        int at = (t * batch + row) * embeddingWidth;
        embedding.gradient(source[row * longest + s], inputGradient, at, dw);
      }
    }
  }
}
