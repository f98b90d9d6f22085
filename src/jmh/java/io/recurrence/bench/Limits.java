package io.recurrence.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the machine can do: arithmetic from the first cache in operations per nanosecond, a fused
 * multiply-add being two, and memory in bytes per nanosecond. One thread; {@code -t 2} for two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 5, timeUnit = TimeUnit.MILLISECONDS)
public class Limits {
  private static final int LENGTH = 1024; // fits the first cache
  private static final int DEEP =
      16; // multiply-adds on each element, so that no load or store limits
  private static final int LARGE = 1 << 25; // longs: 256 MB, more than any cache
  private static final int LARGE_BYTES = LARGE * Long.BYTES;

  private final float[] singles = new float[LENGTH];
  private final double[] doubles = new double[LENGTH];
  private long[] from;
  private long[] to;

  @Setup
  public void setUp() {
    from = new long[LARGE];
    to = new long[LARGE];
    Arrays.fill(from, 1);
    Arrays.fill(to, 1); // so that its pages exist
  }

  @Benchmark
  @OperationsPerInvocation(2 * DEEP * LENGTH)
  public float[] multiplyAddSingle() {
    for (int i = 0; i < LENGTH; i++) {
      float x = singles[i];
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      x = Math.fma(x, 0.5f, 1f);
      singles[i] = Math.fma(x, 0.5f, 1f);
    }
    return singles;
  }

  @Benchmark
  @OperationsPerInvocation(2 * DEEP * LENGTH)
  public double[] multiplyAddDouble() {
    for (int i = 0; i < LENGTH; i++) {
      double x = doubles[i];
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      x = Math.fma(x, 0.5, 1);
      doubles[i] = Math.fma(x, 0.5, 1);
    }
    return doubles;
  }

  @Benchmark
  @OperationsPerInvocation(LARGE_BYTES)
  public long readMemory() {
    long sum = 0;
    for (int i = 0; i < LARGE; i++) {
      sum += from[i];
    }
    return sum;
  }

  /** Each byte is read once and written once, and counted once. */
  @Benchmark
  @OperationsPerInvocation(LARGE_BYTES)
  public long[] copyMemory() {
    System.arraycopy(from, 0, to, 0, LARGE);
    return to;
  }
}
