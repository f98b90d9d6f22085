package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestNeighbourTest {
  private static double[][] random(int length, SplittableRandom random) {
    double[][] x = new double[length][2];
    for (double[] record : x) {
      record[0] = random.nextDouble();
      record[1] = random.nextDouble();
    }
    return x;
  }

  /** All alignments, by recursion. */
  private static double best(double[][] a, double[][] b, int i, int j) {
    double square = Math.pow(a[i][0] - b[j][0], 2) + Math.pow(a[i][1] - b[j][1], 2);
    if (i == 0 && j == 0) {
      return square;
    }
    double min = Double.POSITIVE_INFINITY;
    if (i > 0) {
      min = Math.min(min, best(a, b, i - 1, j));
    }
    if (j > 0) {
      min = Math.min(min, best(a, b, i, j - 1));
    }
    if (i > 0 && j > 0) {
      min = Math.min(min, best(a, b, i - 1, j - 1));
    }
    return square + min;
  }

  @Test
  void theDistanceIsThatOfTheBestOfAllAlignments() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 20; n++) {
      double[][] a = random(1 + random.nextInt(6), random);
      double[][] b = random(1 + random.nextInt(6), random);
      assertThat(NearestNeighbour.distance(a, b, Double.POSITIVE_INFINITY))
          .isEqualTo(best(a, b, a.length - 1, b.length - 1), within(1e-12));
    }
  }

  @Test
  void aShiftedCopyIsNearerThanAnotherShape() {
    double[][] early = {{0}, {1}, {0}, {0}, {0}};
    double[][] late = {{0}, {0}, {0}, {1}, {0}};
    double[][] flat = {{.2}, {.2}, {.2}, {.2}, {.2}};
    NearestNeighbour classifier =
        new NearestNeighbour(new double[][][] {flat, late}, new int[] {0, 1});
    assertThat(classifier.classOf(early)).isOne();
  }
}
