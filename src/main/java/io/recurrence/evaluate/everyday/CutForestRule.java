package io.recurrence.evaluate.everyday;

import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/**
 * A random cut forest (Guha et al., 2016) in the implementation of Amazon: a value is flagged where
 * its anomaly grade is above 0. It needs a jar that the program does not bring along.
 */
final class CutForestRule implements Rival.Rule {
  private static final int TREES = 30;
  private static final int SHINGLE = 8;
  private static final int SAMPLE = 256;

  private final ThresholdedRandomCutForest forest =
      ThresholdedRandomCutForest.builder()
          .dimensions(SHINGLE)
          .shingleSize(SHINGLE)
          .numberOfTrees(TREES)
          .sampleSize(SAMPLE)
          .transformMethod(TransformMethod.NORMALIZE)
          .autoAdjust(true) // a threshold of its own: ten times fewer false alarms
          .randomSeed(1)
          .build();

  static boolean available() {
    try {
      Class.forName("com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static Rival rival() {
    return new Rival("random cut forest", series -> new CutForestRule());
  }

  @Override
  public boolean flags(long time, double x) {
    return forest.process(new double[] {x}, time).getAnomalyGrade() > 0;
  }
}
