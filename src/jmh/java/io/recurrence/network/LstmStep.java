package io.recurrence.network;

import ai.onnxruntime.OrtException;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.LayerType;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of one LSTM with 4 inputs, for one series, by what computes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 150, time = 12, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xss16m"})
public class LstmStep {
  private static final int INPUTS = 4;

  @Param({"32", "64", "128"})
  int hidden;

  private final float[] x = {0.3f, -0.8f, 0.1f, 0.5f};
  private Serving plain;
  private Serving vector;
  private EjmlLstm ejml;
  private OnnxLstm onnx;
  private Lstm exact;
  private double[] wide;
  private final double[] wideInput = {0.3, -0.8, 0.1, 0.5};
  private double[] state;
  private double[] trace;

  /** A layer of one row and one step, whose memory is a series' own. */
  private static final class Serving {
    private final Layer layer;
    private final float[] memory;

    Serving(Kernel kernel, int hidden, float[] w) {
      layer = LayerType.LSTM.layer(kernel, 0, INPUTS, hidden, 1, 1);
      layer.load(w);
      memory = new float[layer.memory()];
    }

    float[] step(float[] x) {
      System.arraycopy(x, 0, layer.input(), layer.inputAt(0, 0), INPUTS);
      layer.begin(0, memory, 0);
      layer.forward(0);
      layer.end(0, 0, memory, 0);
      return memory;
    }
  }

  @Setup
  public void prepare() throws OrtException {
    float[] w = new float[LayerType.LSTM.weights(INPUTS, hidden)];
    LayerType.LSTM.initialise(w, 0, INPUTS, hidden, new Random(1));
    plain = new Serving(Kernels.plain(), hidden, w);
    vector = new Serving(Kernels.fastest(), hidden, w);
    ejml = new EjmlLstm(INPUTS, hidden, w);
    onnx = new OnnxLstm(INPUTS, hidden, w);
    exact = new Lstm(INPUTS, hidden);
    wide = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      wide[i] = w[i];
    }
    state = new double[exact.size()];
    trace = new double[exact.trace()];
    agree();
  }

  /** All of them compute the same. */
  private void agree() throws OrtException {
    for (int n = 0; n < 20; n++) {
      float[] a = plain.step(x);
      float[] b = vector.step(x);
      double[] c = ejml.step(wideInput);
      float[] d = onnx.step(x);
      for (int j = 0; j < hidden; j++) {
        if (a[j] != b[j] || Math.abs(a[j] - c[j]) > 1e-5 || Math.abs(a[j] - d[j]) > 1e-5) {
          throw new IllegalStateException(a[j] + " " + b[j] + " " + c[j] + " " + d[j]);
        }
      }
    }
  }

  @Benchmark
  public float[] plainLoops() {
    return plain.step(x);
  }

  @Benchmark
  public float[] vectorModule() {
    return vector.step(x);
  }

  @Benchmark
  public double[] ejmlFused() {
    return ejml.step(wideInput);
  }

  @Benchmark
  public float[] onnxRuntime() throws OrtException {
    return onnx.step(x);
  }

  @Benchmark
  public double[] doubleCell() {
    exact.forward(wide, 0, wideInput, 0, state, state, trace, 0);
    return state;
  }
}
