package io.recurrence.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The same cell by ONNX Runtime, one thread, with inputs and outputs pinned in direct buffers. The
 * model, a single LSTM node, is written as the protocol buffer that the format defines.
 */
final class OnnxLstm {
  private final int hidden;
  private final OrtSession session;
  private final FloatBuffer x;
  private final FloatBuffer h;
  private final FloatBuffer c;
  private final FloatBuffer newH;
  private final FloatBuffer newC;
  private final Map<String, OnnxTensor> in;
  private final Map<String, OnnxTensor> out;
  private final float[] output;

  OnnxLstm(int inputs, int hidden, float[] w) throws OrtException {
    this.hidden = hidden;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(model(inputs, hidden, w), options);
    this.x = floats(inputs);
    this.h = floats(hidden);
    this.c = floats(hidden);
    this.newH = floats(hidden);
    this.newC = floats(hidden);
    this.in =
        Map.of(
            "x", OnnxTensor.createTensor(environment, x, new long[] {1, 1, inputs}),
            "h", OnnxTensor.createTensor(environment, h, new long[] {1, 1, hidden}),
            "c", OnnxTensor.createTensor(environment, c, new long[] {1, 1, hidden}));
    this.out =
        Map.of(
            "newH", OnnxTensor.createTensor(environment, newH, new long[] {1, 1, hidden}),
            "newC", OnnxTensor.createTensor(environment, newC, new long[] {1, 1, hidden}));
    this.output = new float[hidden];
  }

  private static FloatBuffer floats(int n) {
    return ByteBuffer.allocateDirect(4 * n).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  float[] step(float[] values) throws OrtException {
    x.put(0, values);
    try (OrtSession.Result unused = session.run(in, java.util.Set.of(), out)) {
      h.put(0, newH, 0, hidden);
      c.put(0, newC, 0, hidden);
    }
    h.get(0, output);
    return output;
  }

  /**
   * ONNX stacks rows of gates in the order i, o, f, c; ours are columns in the order i, f, o, g.
   */
  private static byte[] model(int inputs, int hidden, float[] w) {
    int[] gate = {0, 2, 1, 3};
    float[] ww = new float[4 * hidden * inputs];
    float[] rr = new float[4 * hidden * hidden];
    float[] bb = new float[8 * hidden];
    for (int g = 0; g < 4; g++) {
      for (int j = 0; j < hidden; j++) {
        int row = g * hidden + j;
        int column = gate[g] * hidden + j;
        for (int k = 0; k < inputs; k++) {
          ww[row * inputs + k] = w[k * 4 * hidden + column];
        }
        for (int k = 0; k < hidden; k++) {
          rr[row * hidden + k] = w[(inputs + k) * 4 * hidden + column];
        }
        bb[row] = w[(inputs + hidden) * 4 * hidden + column];
      }
    }
    Proto node = new Proto();
    for (String name : new String[] {"x", "W", "R", "B", "", "h", "c"}) {
      node.text(1, name);
    }
    for (String name : new String[] {"", "newH", "newC"}) {
      node.text(2, name);
    }
    node.text(4, "LSTM");
    node.message(5, new Proto().text(1, "hidden_size").number(3, hidden).number(20, 2));
    Proto graph = new Proto().message(1, node).text(2, "lstm");
    graph.message(5, tensor("W", ww, 1, 4 * hidden, inputs));
    graph.message(5, tensor("R", rr, 1, 4 * hidden, hidden));
    graph.message(5, tensor("B", bb, 1, 8 * hidden));
    graph.message(11, value("x", 1, 1, inputs));
    graph.message(11, value("h", 1, 1, hidden)).message(11, value("c", 1, 1, hidden));
    graph.message(12, value("newH", 1, 1, hidden)).message(12, value("newC", 1, 1, hidden));
    Proto opset = new Proto().text(1, "").number(2, 14);
    return new Proto().number(1, 8).message(7, graph).message(8, opset).bytes();
  }

  private static Proto tensor(String name, float[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    Proto tensor = new Proto();
    for (int n : shape) {
      tensor.number(1, n);
    }
    return tensor.number(2, 1).text(8, name).raw(9, raw.array());
  }

  private static Proto value(String name, int... shape) {
    Proto dimensions = new Proto();
    for (int n : shape) {
      dimensions.message(1, new Proto().number(1, n));
    }
    Proto type = new Proto().number(1, 1).message(2, dimensions);
    return new Proto().text(1, name).message(2, new Proto().message(1, type));
  }

  /** Writes fields of a protocol buffer. */
  private static final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void varint(long value) {
      long v = value;
      while ((v & ~0x7fL) != 0) {
        out.write((int) (v & 0x7f | 0x80));
        v >>>= 7;
      }
      out.write((int) v);
    }

    Proto number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Proto raw(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Proto text(int field, String value) {
      return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto message(int field, Proto value) {
      return raw(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
