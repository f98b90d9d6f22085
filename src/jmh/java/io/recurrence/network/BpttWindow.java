package io.recurrence.network;

import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.Layer;
import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
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

/**
 * A window of 16 steps of an LSTM of 32 units forward and backward with the gradient of its
 * weights, per row of a batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 150, time = 12, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xss16m"})
public class BpttWindow {
  private static final int INPUTS = 4;
  private static final int HIDDEN = 32;
  private static final int STEPS = 16;

  @Param({"1", "32"})
  int batch;

  @Param({"plain", "vector"})
  String kernel;

  private Layer layer;
  private float[] gradient;
  private float[] weights;

  @Setup
  public void prepare() {
    Kernel made = kernel.equals("plain") ? Kernels.plain() : Kernels.fastest();
    weights = new float[LayerType.LSTM.weights(INPUTS, HIDDEN)];
    LayerType.LSTM.initialise(weights, 0, INPUTS, HIDDEN, new Random(1));
    layer = LayerType.LSTM.layer(made, 0, INPUTS, HIDDEN, batch, STEPS);
    gradient = new float[weights.length];
    Arrays.fill(layer.input(), 0.1f);
  }

  @Benchmark
  public float[] window() {
    layer.load(weights);
    for (int t = 0; t < STEPS; t++) {
      layer.forward(t);
    }
    Arrays.fill(layer.outputGradient(), 0.01f);
    for (int t = STEPS - 1; t >= 0; t--) {
      layer.backward(t);
    }
    Arrays.fill(gradient, 0);
    layer.gradient(gradient);
    layer.carry();
    return gradient;
  }
}
