package io.recurrence.sequence;

import io.recurrence.network.Cell;
import io.recurrence.network.Gru;
import io.recurrence.network.Lstm;

/** The cells of a network that classifies. */
public enum GatedCell {
  GRU(0) {
    @Override
    Cell of(int inputs, int hidden) {
      return new Gru(inputs, hidden);
    }
  },
  LSTM(1) {
    @Override
    Cell of(int inputs, int hidden) {
      return new Lstm(inputs, hidden);
    }
  };

  private final int code; // in a file of weights

  GatedCell(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The cell of a number in a file of weights; GRU or LSTM. */
  static GatedCell ofCode(int code) {
    return code == LSTM.code ? LSTM : GRU;
  }

  static boolean isCode(int code) {
    return code == GRU.code || code == LSTM.code;
  }

  abstract Cell of(int inputs, int hidden);
}
