package io.recurrence.sequence;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Vectors;
import io.recurrence.network.layer.Embedding;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.SoftmaxLayer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes B rows of target symbols, each from the one before and a context of what is translated:
 *
 * <pre>
 *   s_t = f(s_{t-1}, [embedding(y_{t-1}), c_t])     p(y_t) = softmax([s_t, c_t] O + o)
 * </pre>
 *
 * with s_0 = 0 and y_0 the end symbol, which ends a target too. With {@link Attention} the context
 * c_t is a mean of the annotations, weighted by comparison with s_{t-1} (Bahdanau, Cho and Bengio,
 * 2015); without, it is the summary of the source at every step (Cho and others, 2014), and may be
 * any vector: a sequence decoded from one vector.
 */
final class SequenceDecoder {
  private final DecoderShape shape;
  private final int hidden; // H
  private final int width; // C
  private final int batch; // B
  private final int steps; // T
  private final Embedding embedding;
  private final @Nullable Attention attention;
  private final Layer layer;
  private final SoftmaxLayer readout;
  private final float[] nothing; // the memory that the layer begins with
  private final float[] inputGradient; // [B][E+C]
  private final float[] summaryGradient; // [B][C]
  private float[] summary = {};
  private boolean shared; // all rows have the same source

  /**
   * @param offset where its weights begin in those of the network
   * @param longest the most annotations of a row
   */
  SequenceDecoder(
      Kernel kernel, DecoderShape shape, int offset, int batch, int longest, int steps) {
    this.shape = shape;
    this.hidden = shape.hidden();
    this.width = shape.context();
    this.batch = batch;
    this.steps = steps;
    int k = shape.symbols() + 1;
    int inputs = shape.inputs();
    this.embedding = new Embedding(offset, k, shape.embedding());
    this.attention =
        shape.attention() == 0
            ? null
            : new Attention(
                kernel,
                offset + shape.attentionAt(),
                width,
                hidden,
                shape.attention(),
                batch,
                longest,
                steps);
    this.layer = shape.type().layer(kernel, offset + shape.layerAt(), inputs, hidden, batch, steps);
    this.readout =
        new SoftmaxLayer(kernel, offset + shape.readoutAt(), hidden + width, k, steps * batch);
    this.nothing = new float[layer.memory()];
    this.inputGradient = new float[batch * inputs];
    this.summaryGradient = new float[batch * width];
  }

  DecoderShape shape() {
    return shape;
  }

  int batch() {
    return batch;
  }

  void load(float[] w) {
    embedding.load(w);
    if (attention != null) {
      attention.load(w);
    }
    layer.load(w);
    readout.load(w);
  }

  /** How many numbers a row remembers. */
  int memory() {
    return layer.memory();
  }

  /**
   * Begins a window, every row with an empty memory.
   *
   * @param sources B, or 1 where all rows translate the same
   * @param annotations [sources][S][C], read with attention
   * @param length S
   * @param summary [sources][C], read without attention
   */
  void begin(int sources, float[] annotations, int length, float[] summary) {
    this.shared = sources < batch;
    this.summary = summary;
    if (attention != null) {
      attention.begin(sources, annotations, length);
    }
    layer.carry();
    for (int row = 0; row < batch; row++) {
      begin(row, nothing, 0);
    }
  }

  /** Writes the memory of a row at the beginning of a window. */
  void begin(int row, float[] memory, int at) {
    layer.begin(row, memory, at);
    if (attention != null) {
      System.arraycopy(memory, at, attention.state(), attention.stateAt(0, row), hidden);
    }
  }

  /** Reads the memory of a row after step t. */
  void end(int t, int row, float[] memory, int at) {
    layer.end(t, row, memory, at);
  }

  /** The weight of annotation s in the context of a row at step t; with attention alone. */
  float weight(int t, int row, int s) {
    return attention == null ? 0 : attention.weight(t, row, s);
  }

  /** Takes in the symbol before of a row, at step t. */
  void input(int t, int row, int symbol) {
    embedding.write(symbol, layer.input(), layer.inputAt(t, row));
  }

  /** Step t of all rows, whose symbols before have been taken in. */
  void forward(int t) {
    if (attention != null) {
      for (int row = 0; row < batch && t > 0; row++) {
        int to = attention.stateAt(t, row);
        System.arraycopy(layer.output(), layer.outputAt(t - 1, row), attention.state(), to, hidden);
      }
      attention.forward(t);
    }
    for (int row = 0; row < batch; row++) {
      int at = layer.inputAt(t, row) + shape.embedding();
      if (attention == null) {
        System.arraycopy(summary, shared ? 0 : row * width, layer.input(), at, width);
      } else {
        attention.context(t, row, layer.input(), at);
      }
    }
    layer.forward(t);
    for (int row = 0; row < batch; row++) {
      int to = (t * batch + row) * (hidden + width);
      int context = layer.inputAt(t, row) + shape.embedding();
      System.arraycopy(layer.output(), layer.outputAt(t, row), readout.input(), to, hidden);
      System.arraycopy(layer.input(), context, readout.input(), to + hidden, width);
    }
  }

  /** The probabilities of all steps, [T][B][L+1]. */
  float[] probabilities() {
    readout.forward();
    return readout.probabilities();
  }

  /** The cross-entropy of targets [T][B], summed, after {@link #probabilities}. */
  double loss(int[] target) {
    return readout.loss(target);
  }

  /**
   * The way back from {@code unit} times the loss.
   *
   * @param before [T][B], the symbols taken in
   * @param target [T][B], the symbols that came
   * @param da gradient with respect to the annotations [B][S][C]; added to
   * @param dw gradient with respect to the weights; added to
   * @return the gradient with respect to the summary, [B][C]
   */
  float[] backward(int[] before, int[] target, float unit, float[] da, float[] dw) {
    Arrays.fill(summaryGradient, 0);
    readout.backward(target, unit, dw);
    for (int t = steps - 1; t >= 0; t--) {
      for (int row = 0; row < batch; row++) {
        int from = (t * batch + row) * (hidden + width);
        Vectors.add(
            readout.inputGradient(),
            from,
            layer.outputGradient(),
            layer.outputGradientAt(t, row),
            hidden);
      }
      layer.backward(t);
      Arrays.fill(inputGradient, 0);
      layer.inputGradient(t, inputGradient);
      for (int row = 0; row < batch; row++) {
        int at = row * (shape.embedding() + width);
        embedding.gradient(before[t * batch + row], inputGradient, at, dw);
        contextBackward(t, row, at + shape.embedding(), da);
      }
      if (attention != null && t > 0) {
        int to = layer.outputGradientAt(t - 1, 0);
        Vectors.add(attention.queryGradient(t), 0, layer.outputGradient(), to, batch * hidden);
      }
    }
    layer.gradient(dw);
    if (attention != null) {
      attention.gradient(da, dw);
    }
    return summaryGradient;
  }

  private void contextBackward(int t, int row, int at, float[] da) {
    int direct = (t * batch + row) * (hidden + width) + hidden; // by way of the readout
    Vectors.add(readout.inputGradient(), direct, inputGradient, at, width);
    if (attention == null) {
      Vectors.add(inputGradient, at, summaryGradient, row * width, width);
    } else {
      attention.contextBackward(t, row, inputGradient, at, da);
    }
  }
}
