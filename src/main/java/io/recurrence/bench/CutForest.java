package io.recurrence.bench;

import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Random cut forests (Guha et al., 2016) in the implementation of Amazon, one per series: on the
 * heap and never stored, which is their best case, or stored once per commit as our states are.
 * They need a jar that the program does not bring along.
 */
final class CutForest {
  private static final int TREES = 50;
  private static final int SAMPLE = 256;
  private static final int SHINGLE = 8;
  private static final String FORESTS = "forests";

  private CutForest() {}

  static boolean available() {
    try {
      Class.forName("com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Candidate onHeap(int outputBytes) {
    return new Candidate(
        "rcf",
        "random cut forest on the heap, not stored",
        false,
        true,
        "",
        Double.NaN,
        (in, out) -> Baselines.step(in, out, () -> new Kept(outputBytes), Set.of()),
        Candidate.tuned());
  }

  static Candidate stored(int outputBytes) {
    return new Candidate(
        "rcf-stored",
        "random cut forest, stored once per commit",
        false,
        true,
        FORESTS,
        Double.NaN,
        (in, out) ->
            Baselines.step(
                in, out, () -> new Stored(outputBytes), Set.of(new ForestStore.Builder(FORESTS))),
        Candidate.tuned());
  }

  private static double grade(ThresholdedRandomCutForest forest, double value, long time) {
    return forest.process(new double[] {value}, time).getAnomalyGrade();
  }

  private static ThresholdedRandomCutForest planted() {
    return ThresholdedRandomCutForest.builder()
        .dimensions(SHINGLE)
        .shingleSize(SHINGLE)
        .numberOfTrees(TREES)
        .sampleSize(SAMPLE)
        .transformMethod(TransformMethod.NORMALIZE)
        .randomSeed(1)
        .build();
  }

  /** Forests on the heap. */
  private static final class Kept extends Baselines.Step {
    private final Map<String, ThresholdedRandomCutForest> forests = new HashMap<>();

    Kept(int outputBytes) {
      super(outputBytes);
    }

    @Override
    double answer() {
      return grade(
          forests.computeIfAbsent(reading.series(), series -> planted()),
          reading.value(),
          reading.time());
    }
  }

  /** Forests in a {@link ForestStore}. */
  private static final class Stored extends Baselines.Step {
    private ForestStore store;

    Stored(int outputBytes) {
      super(outputBytes);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      store = context.getStateStore(FORESTS);
    }

    @Override
    double answer() {
      return grade(
          store.moving(reading.series(), CutForest::planted), reading.value(), reading.time());
    }
  }
}
