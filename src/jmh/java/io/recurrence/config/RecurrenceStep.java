package io.recurrence.config;

import io.recurrence.bench.RecentValues;
import io.recurrence.core.Combiner;
import io.recurrence.core.Emission;
import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Interval;
import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Recurrence;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.StepResult;
import io.recurrence.core.Transform;
import io.recurrence.time.Calendar;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * One step of each name of the catalog, with the settings that it has by default: a model, a
 * statistic or a transform takes a value, a combiner or an interval learns from one truth at one
 * distance. What cannot stand alone runs in a pipeline: the mixture with the detector of tails, a
 * detector with the naive model.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 100, time = 5, timeUnit = TimeUnit.MILLISECONDS)
public class RecurrenceStep {
  private static final int SEASON = 24;
  private static final int SEEN = 2_000; // steps before the first that counts
  private static final int HORIZON = 24;
  private static final long MINUTE = RecentValues.STEP;

  @Param({
    "models naive",
    "models map",
    "models moving-average",
    "models mean",
    "models sum",
    "models product",
    "models maximum",
    "models minimum",
    "models exponential-average",
    "models exponential-variance",
    "models smoothing",
    "models seasonal-naive",
    "models affine",
    "models logistic",
    "models ar",
    "models holt",
    "models holt-winters",
    "models hidden-markov",
    "models markov",
    "models lstm",
    "transforms log",
    "transforms difference",
    "transforms seasonal-difference",
    "transforms standardise",
    "combine discounted-error",
    "interval conformal",
    "detector surprise",
    "detector tail",
    "forecaster mixture small",
    "forecaster mixture medium",
    "forecaster mixture large"
  })
  public String name;

  private final double[] values = new double[1024];
  private Step step;
  private Runnable forecast;
  private int n;

  /** Takes a value; what it gives keeps the work from being left out. */
  private interface Step {
    double take(double x);
  }

  @Setup
  public void setUp() throws Exception {
    everyNameIsHere();
    for (int i = 0; i < values.length; i++) {
      values[i] = 20 + 10 * Math.sin(2 * Math.PI * i / SEASON) + i * 7919 % 101 / 101.0;
    }
    String[] words = name.split(" ");
    switch (words[0]) {
      case "models" -> model(Catalog.model(settings(words[1]), context()).maker().get());
      case "transforms" ->
          transform(Catalog.transform(settings(words[1]), context()).maker().get());
      case "combine" -> combiner(Catalog.combiner(settings(words[1]), context()).maker().get());
      case "interval" -> interval(Catalog.interval(settings(words[1]), context()).maker().get());
      case "detector" -> pipeline("models: [naive]\ndetector: {type: " + words[1] + "}\n");
      default -> pipeline("state: " + words[2] + "\ndetector: {type: tail}\n");
    }
    for (int i = 0; i < SEEN; i++) {
      step();
    }
  }

  private static void everyNameIsHere() throws NoSuchFieldException {
    Set<String> here = new TreeSet<>();
    for (String each : RecurrenceStep.class.getField("name").getAnnotation(Param.class).value()) {
      here.add(each.split(" ")[1]);
    }
    Catalog.names()
        .forEach(
            (role, names) -> {
              if (!here.containsAll(names)) {
                throw new IllegalStateException("of " + role + " there are " + names);
              }
            });
  }

  private static Section settings(String type) {
    Map<String, Tree> fields =
        type.startsWith("seasonal") || type.equals("holt-winters")
            ? Map.of("type", text(type), "season", text(Integer.toString(SEASON)))
            : Map.of("type", text(type));
    return new Section("bench", new Tree.Fields(fields, ""), new ArrayList<>(), OwnStages.NONE);
  }

  private static Tree text(String value) {
    return new Tree.Text(value, "");
  }

  private static StageContext context() {
    return new StageContext(
        HorizonGrid.upTo(HORIZON), 3, MINUTE, Calendar.UTC, false, 0.95, new ArrayList<>());
  }

  private double[] memory(Recurrence recurrence) {
    double[] h = new double[recurrence.size()];
    recurrence.start(h);
    System.out.printf(
        "%n%s: %d numbers, %d bytes stored%n", name, h.length, recurrence.storage().bytes());
    return h;
  }

  private void model(Model model) {
    double[] h = memory(model);
    double[] path = new double[HORIZON];
    RecentValues past = new RecentValues();
    Observation observation = new Observation(past);
    step =
        x -> {
          model.step(h, observation.set(x, 60, past.time() + RecentValues.STEP));
          past.push(x);
          return h.length == 0 ? x : h[0];
        };
    forecast = () -> model.forecast(h, past, path);
  }

  private void transform(Transform transform) {
    double[] h = memory(transform);
    double[] path = new double[HORIZON];
    step = x -> transform.apply(h, x);
    forecast = () -> transform.invert(h, path);
  }

  private void combiner(Combiner combiner) {
    double[] h = memory(combiner);
    double[] forecasts = new double[3];
    double[] weights = new double[3];
    step =
        x -> {
          forecasts[0] = 20;
          forecasts[1] = 25;
          forecasts[2] = x + 1;
          combiner.learn(h, 0, forecasts, x);
          return h[0];
        };
    forecast = () -> combiner.weights(h, 0, weights);
  }

  private void interval(Interval interval) {
    double[] h = memory(interval);
    double[] path = new double[HORIZON];
    double[] out = new double[HORIZON];
    step =
        x -> {
          interval.learn(h, 0, 20, x);
          return h[0];
        };
    forecast = () -> interval.quantile(h, 0.9, path, out);
  }

  private void pipeline(String more) {
    PipelineSpec spec =
        SpecLoader.parse("name: bench\nstep: PT1M\nhorizon: " + HORIZON + "\n" + more);
    SeriesPipeline pipeline = spec.newPipeline(Emission.ON_REQUEST);
    io.recurrence.core.State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    System.out.printf("%n%s: %d bytes stored%n", name, pipeline.stateBytes());
    long[] time = {0};
    step =
        x -> {
          pipeline.step(state, time[0] += MINUTE, x, out);
          return out.judgement().verdict().score();
        };
    forecast = () -> pipeline.forecast(state, out.forecast());
  }

  @Benchmark
  public double step() {
    return step.take(values[n++ & (values.length - 1)]);
  }

  /** What is to come, 24 steps; of a transform the way back, of an interval one quantile. */
  @Benchmark
  public void forecast() {
    forecast.run();
  }
}
