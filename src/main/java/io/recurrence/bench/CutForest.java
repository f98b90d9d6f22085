package io.recurrence.bench;

import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Random cut forests (Guha et al., 2016) in the implementation of Amazon, one per series, on the
 * heap and never stored: their best case. They need a jar that the program does not bring along.
 */
final class CutForest extends Yardsticks.Step {
  private static final int TREES = 50;
  private static final int SAMPLE = 256;
  private static final int SHINGLE = 8;

  private final Map<String, ThresholdedRandomCutForest> forests = new HashMap<>();

  private CutForest(int outputBytes) {
    super(outputBytes);
  }

  static boolean available() {
    try {
      Class.forName("com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Contestant contestant(int outputBytes) {
    return new Contestant(
        "rcf",
        "random cut forest on the heap, not stored",
        false,
        true,
        "",
        (in, out) -> Yardsticks.step(in, out, () -> new CutForest(outputBytes), Set.of()),
        Contestant.tuned());
  }

  @Override
  double answer() {
    ThresholdedRandomCutForest forest =
        forests.computeIfAbsent(reading.series(), series -> planted());
    return forest.process(new double[] {reading.value()}, reading.time()).getAnomalyGrade();
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
}
