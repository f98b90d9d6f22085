package io.recurrence.bench;

import io.recurrence.core.Observation;
import io.recurrence.forecast.model.Autoregression;
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

/** One step of an autoregression by recursive least squares: the catalog's own beside EJML. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 5, timeUnit = TimeUnit.MILLISECONDS)
public class AutoregressionStep {
  @Param({"4", "16", "64"})
  public int order;

  private final double[] values = new double[1024];
  private final RecentValues past = new RecentValues();
  private final Observation observation = new Observation(past);
  private Autoregression model;
  private EjmlAutoregression squares;
  private double[] h;
  private int n;

  @Setup
  public void setUp() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i / 4.0) + random.nextGaussian();
    }
    model = new Autoregression(order, 0.999);
    squares = new EjmlAutoregression(order);
    h = new double[model.size()];
    model.start(h);
  }

  private double next() {
    return values[n++ & (values.length - 1)];
  }

  @Benchmark
  public double[] ours() {
    double x = next();
    model.step(h, observation.set(x, 60, past.time() + RecentValues.STEP));
    past.push(x);
    return h;
  }

  @Benchmark
  public double ejml() {
    return squares.step(next());
  }
}
