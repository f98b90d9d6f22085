package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class AddressingTest {
  private static final double[] Z = {0.3, -0.8, 1.2, 0.4, -0.2, 0.9, 0.1, -0.5};
  private static final double[] MEMORY = {0.5, -1, 0.2, 0.2, -0.7, 0.1, 1.5, 2};
  private static final double[] BEFORE = {0.1 - 1, 0.2, 0.3, 0.4};

  /** The five formulas, one after the other, with matrices. */
  @Test
  void followsTheFormulas() {
    double strength = Math.log1p(Math.exp(Z[2]));
    double gate = 1 / (1 + Math.exp(-Z[3]));
    double sharp = 1 + Math.log1p(Math.exp(Z[7]));
    SimpleMatrix key = new SimpleMatrix(new double[] {Math.tanh(Z[0]), Math.tanh(Z[1])});
    SimpleMatrix slots = new SimpleMatrix(4, 2, true, MEMORY);
    SimpleMatrix content = new SimpleMatrix(4, 1);
    for (int i = 0; i < 4; i++) {
      SimpleMatrix slot = slots.extractVector(true, i).transpose();
      double lengths = (key.dot(key) + 1e-3) * (slot.dot(slot) + 1e-3);
      content.set(i, 0, Math.exp(strength * key.dot(slot) / Math.sqrt(lengths)));
    }
    content = content.divide(content.elementSum());
    SimpleMatrix before = new SimpleMatrix(new double[] {0.1, 0.2, 0.3, 0.4});
    SimpleMatrix mixed = content.scale(gate).plus(before.scale(1 - gate));
    SimpleMatrix shift = new SimpleMatrix(new double[] {Z[4], Z[5], Z[6]}).elementExp();
    shift = shift.divide(shift.elementSum());
    SimpleMatrix circulant = new SimpleMatrix(4, 4);
    for (int i = 0; i < 4; i++) {
      circulant.set((i + 3) % 4, i, shift.get(0));
      circulant.set(i, i, shift.get(1));
      circulant.set((i + 1) % 4, i, shift.get(2));
    }
    SimpleMatrix expected = circulant.mult(mixed).elementPower(sharp);
    expected = expected.divide(expected.elementSum());

    Addressing addressing = new Addressing(4, 2);
    double[] trace = new double[addressing.trace()];
    addressing.forward(Z, 0, MEMORY, 0, BEFORE, 0, trace, 0);
    for (int i = 0; i < 4; i++) {
      assertThat(trace[addressing.weights(0) + i]).isEqualTo(expected.get(i), within(1e-10));
    }
  }
}
