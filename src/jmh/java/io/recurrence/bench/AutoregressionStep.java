package io.recurrence.bench;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.model.Autoregression;
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

/** One step of an autoregression: the lattice beside recursive least squares in EJML. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 50, timeUnit = TimeUnit.MILLISECONDS)
public class AutoregressionStep {
  @Param({"4", "16", "64"})
  public int order;

  private final double[] values = new double[1024];
  private final Observation observation = new Observation(new Nothing());
  private Autoregression lattice;
  private EjmlAutoregression squares;
  private double[] h;
  private int n;

  /** The lattice reads no past: its memory holds it. */
  private static final class Nothing implements Past {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public double back(int k) {
      throw new IndexOutOfBoundsException(k);
    }

    @Override
    public long index() {
      return 0;
    }

    @Override
    public long time() {
      return 0;
    }

    @Override
    public long step() {
      return 0;
    }
  }

  @Setup
  public void setUp() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i / 4.0) + random.nextGaussian();
    }
    lattice = new Autoregression(order, 0.999);
    squares = new EjmlAutoregression(order);
    h = new double[lattice.size()];
    lattice.start(h);
  }

  private double next() {
    return values[n++ & (values.length - 1)];
  }

  @Benchmark
  public double[] ours() {
    lattice.step(h, observation.set(next(), 60));
    return h;
  }

  @Benchmark
  public double ejml() {
    return squares.step(next());
  }
}
