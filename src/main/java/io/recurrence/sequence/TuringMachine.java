package io.recurrence.sequence;

import io.recurrence.network.Cell;
import io.recurrence.network.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A neural Turing machine (Graves, Wayne and Danihelka, 2014): a cell, the controller, beside a
 * memory X of N slots of M numbers, of which it writes one place and reads one place at each step.
 *
 * <pre>
 *   a = f(a, [x, r])           the controller, h [H] its output
 *   z = h V + v                parameters of both heads, e and d
 *   w = {@link Addressing} of the write head over X
 *   X = {@link SlotMemory} X after a write of e and d at w
 *   q = {@link Addressing} of the read head over the new X
 *   r = Σ q_i X_i
 * </pre>
 *
 * <p>The output is [h, r], H + M numbers. State: h, r, the rest of the controller's state, w, q, X;
 * all zero is an empty memory with both heads at slot 0, for which w and q are held without the 1
 * of that slot. Weights: those of the controller, V [H][P], v [P], with P = 2 (M + 6) + 2 M: write
 * head, e, d, read head.
 */
public final class TuringMachine implements Cell {
  private final Cell controller;
  private final int slots; // N
  private final int width; // M
  private final int hidden; // H
  private final Shape shape;
  private final Addressing addressing;
  private final SlotMemory slotted;
  private final double[] input; // [x, r]
  private final double[] inputGradient;
  private final double[] memory; // state of the controller, or its gradient
  private final double[] z;
  private final double[] dz;
  private final double[] dslots; // gradient of X, [N][M]
  private final double[] out; // h

  /**
   * @param controller takes I + M inputs; not used elsewhere
   * @param slots N, at least 3
   * @param width M, at least 1 and less than the inputs of the controller
   */
  public TuringMachine(Cell controller, int slots, int width) {
    if (slots < 3 || width < 1 || controller.inputs() <= width) {
      throw new IllegalArgumentException(
          "a memory of %d slots of %d numbers does not go with a controller of %d inputs"
              .formatted(slots, width, controller.inputs()));
    }
    this.controller = controller;
    this.slots = slots;
    this.width = width;
    this.hidden = controller.outputs();
    this.addressing = new Addressing(slots, width);
    this.slotted = new SlotMemory(slots, width);
    this.input = new double[controller.inputs()];
    this.inputGradient = new double[controller.inputs()];
    this.memory = new double[controller.size()];
    this.z = new double[2 * addressing.parameters() + 2 * width];
    this.dz = new double[z.length];
    this.dslots = new double[slots * width];
    this.out = new double[hidden];
    this.shape =
        new Shape(
            input.length - width,
            hidden + width,
            writeAt() + 2 * slots + dslots.length,
            controller.weights() + (hidden + 1) * z.length,
            erase(0) + 2 * width + 2 * dslots.length);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** Where w begins in the state; q follows, then X. */
  private int writeAt() {
    return memory.length + width;
  }

  private int writeTrace(int at) {
    return at + controller.trace() + hidden;
  }

  private int readTrace(int at) {
    return writeTrace(at) + addressing.trace();
  }

  /** Where e begins in a trace; d follows, then X before and after. */
  private int erase(int at) {
    return readTrace(at) + addressing.trace();
  }

  @Override
  public void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    System.arraycopy(x, xAt, input, 0, inputs());
    System.arraycopy(s, hidden, input, inputs(), width);
    controllerPart(s, memory);
    controller.forward(w, at, input, 0, memory, memory, trace, tAt);
    int h = tAt + controller.trace();
    System.arraycopy(memory, 0, trace, h, hidden);
    int v = at + controller.weights();
    System.arraycopy(w, v + hidden * z.length, z, 0, z.length);
    Dense.add(w, v, memory, 0, hidden, z, 0, z.length);

    int before = erase(tAt) + 2 * width;
    int after = before + dslots.length;
    int q = writeAt() + slots;
    int head = addressing.parameters();
    System.arraycopy(s, q + slots, trace, before, dslots.length);
    addressing.forward(z, 0, trace, before, s, writeAt(), trace, writeTrace(tAt));
    slotted.write(z, head, trace, erase(tAt), addressing.weights(writeTrace(tAt)));
    addressing.forward(z, head + 2 * width, trace, after, s, q, trace, readTrace(tAt));

    System.arraycopy(memory, 0, next, 0, hidden);
    System.arraycopy(memory, hidden, next, hidden + width, memory.length - hidden);
    System.arraycopy(trace, addressing.weights(writeTrace(tAt)), next, writeAt(), slots);
    System.arraycopy(trace, addressing.weights(readTrace(tAt)), next, q, slots);
    System.arraycopy(trace, after, next, q + slots, dslots.length);
    slotted.read(next, q, trace, after, next, hidden);
    next[writeAt()] -= 1;
    next[q] -= 1;
  }

  /** The state of the controller, out of a state or its gradient. */
  private void controllerPart(double[] s, double[] to) {
    System.arraycopy(s, 0, to, 0, hidden);
    System.arraycopy(s, hidden + width, to, hidden, to.length - hidden);
  }

  @Override
  public void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    int before = erase(tAt) + 2 * width;
    int after = before + dslots.length;
    int q = writeAt() + slots;
    int x = q + slots;
    int head = addressing.parameters();
    int reading = readTrace(tAt);
    int writing = writeTrace(tAt);
    int looked = addressing.weights(reading);
    System.arraycopy(ds, x, dslots, 0, dslots.length);
    slotted.readBackward(trace, looked, after, ds, hidden, q, dslots);
    addressing.backward(trace, after, trace, reading, ds, q, dslots, 0, dz, head + 2 * width);
    slotted.writeBackward(
        trace, erase(tAt), addressing.weights(writing), ds, writeAt(), dslots, dz, head);
    addressing.backward(trace, before, trace, writing, ds, writeAt(), dslots, 0, dz, 0);
    System.arraycopy(dslots, 0, ds, x, dslots.length);

    int v = at + controller.weights();
    int h = tAt + controller.trace();
    Arrays.fill(out, 0);
    Dense.back(w, v, trace, h, hidden, dz, z.length, out, 0, dw);
    for (int j = 0; j < z.length; j++) {
      dw[v + hidden * z.length + j] += dz[j];
    }
    controllerPart(ds, memory);
    for (int j = 0; j < hidden; j++) {
      memory[j] += out[j];
    }
    Arrays.fill(inputGradient, 0);
    controller.backward(w, at, trace, tAt, memory, inputGradient, 0, dw);
    System.arraycopy(memory, 0, ds, 0, hidden);
    System.arraycopy(memory, hidden, ds, hidden + width, memory.length - hidden);
    System.arraycopy(inputGradient, inputs(), ds, hidden, width);
    for (int j = 0; j < inputs(); j++) {
      dx[xAt + j] += inputGradient[j];
    }
  }

  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    controller.initialise(w, at, random);
    int v = at + controller.weights();
    double bound = Math.sqrt(3.0 / hidden);
    for (int i = v; i < v + hidden * z.length; i++) {
      w[i] = bound * (2 * random.nextDouble() - 1);
    }
    Arrays.fill(w, v + hidden * z.length, at + weights(), 0);
  }
}
