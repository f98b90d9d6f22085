package io.recurrence.config;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import io.recurrence.core.StepResult;
import io.recurrence.testing.FuzzTarget;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Stored states of pipelines with each name of the catalog, in which numbers are others: those that
 * a place or a length cannot be, above all. Such a state is refused as damaged, or a step from it
 * is made as from any other.
 */
final class CatalogFuzz {
  private static final long MINUTE = 60_000;
  private static final int LONGEST = 60_000;
  private static final int HEADER = 68; // of a state, which StoredFuzz damages
  private static final int STEPS = 3;
  private static final double[] NUMBERS = {
    -1, 0, 1, 2, 3, 7, 12, 13, 41, 300, -1e3, 1e5, 1e9, -1e9, 3e9, 1e17, 0.5, -0.5, 1e-300, 1e300
  };

  private CatalogFuzz() {}

  static List<FuzzTarget> targets() {
    List<FuzzTarget> targets = new ArrayList<>();
    Case.all().forEach(c -> targets.add(target(c.toString(), c.spec("single"))));
    for (String yaml :
        List.of(
            "{horizon: 3, step: 1m, output: {incidents: i, anomalies: a}}",
            "{horizon: 3, step: 1m, models: [naive], output: {incidents: i}, feedback: f, input: {topic: in}}",
            "{horizon: 3, step: 1m, models: [naive, holt], limits: {above: 2, below: -2}, output: {incidents: i}}",
            "{horizon: 3, step: 1m, models: [holt], detector: tail, time: {lateness: PT3M, held-back: 4}, output: {outcomes: o, incidents: i}}")) {
      targets.add(target(yaml, SpecLoader.parse(yaml)));
    }
    return targets;
  }

  private static FuzzTarget target(String name, PipelineSpec spec) {
    SeriesPipeline pipeline = spec.newPipeline();
    StepResult out = pipeline.newOutput();
    State state = pipeline.newState();
    double[] x = Signals.lifelike(1, 120);
    List<byte[]> samples = new ArrayList<>();
    for (int t = 0; t < x.length; t++) {
      pipeline.step(state, MINUTE * t, t == 60 ? 1e3 : x[t], out);
      if (t == 2 || t == 60 || t == x.length - 1) {
        samples.add(state.toBytes());
      }
    }
    return new FuzzTarget(
        name,
        samples,
        LONGEST,
        Set.of(StateFormatException.class),
        bytes -> {
          State read = pipeline.read(poked(bytes, samples));
          for (int t = 0; t < STEPS; t++) {
            pipeline.step(read, MINUTE * (x.length + t), t == 1 ? 1e3 : t, out);
          }
          read.toBytes();
        });
  }

  /** One of the samples with one or two numbers in it that are others, by what bytes say. */
  private static byte[] poked(byte[] bytes, List<byte[]> samples) {
    Random random = new Random(Arrays.hashCode(bytes));
    if (random.nextInt(8) == 0) {
      return bytes;
    }
    byte[] sample = samples.get(random.nextInt(samples.size())).clone();
    ByteBuffer out = ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = HEADER + 2 * random.nextInt((sample.length - HEADER - Double.BYTES) / 2);
      double number = NUMBERS[random.nextInt(NUMBERS.length)];
      switch (random.nextInt(3)) {
        case 0 -> out.putDouble(at, number);
        case 1 -> out.putFloat(at, (float) number);
        default -> out.putShort(at, (short) number);
      }
    }
    return sample;
  }

  /** Runs each target over as many mutations as the argument says. */
  public static void main(String[] args) {
    FuzzTarget.main(targets(), args);
  }
}
