package io.recurrence.network.layer;

import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;
import java.util.Random;

/** The kinds of recurrent layers. */
public enum LayerType {
  ELMAN(0),
  JORDAN(1),
  LSTM(2),
  LSTM_PEEPHOLE(3),
  LSTM_COUPLED(4),
  GRU(5);

  private final int code;

  LayerType(int code) {
    this.code = code;
  }

  /** The number that stands for this type in a file of weights. */
  public int code() {
    return code;
  }

  /**
   * The type that a number stands for in a file of weights.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException where it stands for none
   */
  public static LayerType ofCode(int code, String name) {
    return Arrays.stream(values())
        .filter(each -> each.code == code)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has layers of an unknown type, " + code));
  }

  /**
   * Makes a layer of H = {@code hidden} units.
   *
   * @param offset where its weights begin in those of the network
   */
  public Layer layer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    return switch (this) {
      case ELMAN -> new ElmanLayer(kernel, offset, inputs, hidden, batch, steps);
      case JORDAN -> new JordanLayer(kernel, offset, inputs, hidden, batch, steps);
      case LSTM -> new LstmLayer(kernel, offset, inputs, hidden, batch, steps);
      case LSTM_PEEPHOLE -> new PeepholeLayer(kernel, offset, inputs, hidden, batch, steps);
      case LSTM_COUPLED -> new CoupledLayer(kernel, offset, inputs, hidden, batch, steps);
      case GRU -> new GruLayer(kernel, offset, inputs, hidden, batch, steps);
    };
  }

  /** How many weights a layer has. */
  public int weights(int inputs, int hidden) {
    int width = inputs + hidden;
    return switch (this) {
      case ELMAN -> (width + 1) * hidden;
      case JORDAN -> (width + hidden + 2) * hidden;
      case LSTM -> (width + 1) * 4 * hidden;
      case LSTM_PEEPHOLE -> (width + 1) * 4 * hidden + 3 * hidden;
      case LSTM_COUPLED, GRU -> (width + 1) * 3 * hidden;
    };
  }

  /**
   * Writes weights to begin with: matrices uniform with variance 1 / (I + H), biases 0, but those
   * of forget gates 1 (Gers, Schmidhuber and Cummins, 2000), so that a memory lasts until it learns
   * to forget.
   *
   * @return where they end
   */
  public int initialise(float[] w, int at, int inputs, int hidden, Random random) {
    double bound = Math.sqrt(3.0 / (inputs + hidden));
    int end = at + weights(inputs, hidden);
    for (int i = at; i < end; i++) {
      w[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    int width = inputs + hidden;
    switch (this) {
      case ELMAN -> Arrays.fill(w, at + width * hidden, end, 0);
      case JORDAN -> {
        Arrays.fill(w, at + width * hidden, at + (width + 1) * hidden, 0);
        Arrays.fill(w, end - hidden, end, 0);
      }
      case GRU -> Arrays.fill(w, end - 3 * hidden, end, 0);
      case LSTM, LSTM_PEEPHOLE -> {
        int biases = at + width * 4 * hidden;
        Arrays.fill(w, biases, end, 0);
        Arrays.fill(w, biases + hidden, biases + 2 * hidden, 1);
      }
      case LSTM_COUPLED -> {
        int biases = at + width * 3 * hidden;
        Arrays.fill(w, biases, end, 0);
        Arrays.fill(w, biases, biases + hidden, 1);
      }
    }
    return end;
  }
}
