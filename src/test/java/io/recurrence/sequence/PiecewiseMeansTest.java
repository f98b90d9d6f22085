package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PiecewiseMeansTest {
  private static final int AT = 2; // behind a record of two channels

  private static double[] features(int usual, int records) {
    PiecewiseMeans means = new PiecewiseMeans(2, usual);
    double[] h = new double[AT + means.size()];
    for (int t = 0; t < records; t++) {
      h[0] = t;
      h[1] = t * t;
      means.step(h, AT, t, 0);
    }
    double[] features = new double[1 + means.size()];
    means.features(h, AT, records, features, 1);
    return features;
  }

  @Test
  void eachPieceHasTheMeanOfItsRecords() {
    double[] features = features(40, 40); // 16 pieces of 2 or 3 records
    assertThat(features).hasSize(33);
    for (int piece = 0; piece < 16; piece++) {
      int from = piece * 40 / 16;
      int to = (piece + 1) * 40 / 16;
      double mean = 0;
      double square = 0;
      for (int t = from; t < to; t++) {
        mean += (double) t / (to - from);
        square += (double) t * t / (to - from);
      }
      assertThat(features[1 + 2 * piece]).isEqualTo(mean, within(1e-12));
      assertThat(features[2 + 2 * piece]).isEqualTo(square, within(1e-12));
    }
  }

  @Test
  void aSequenceShorterThanThePiecesIsItself() {
    assertThat(features(3, 3)).containsExactly(0, 0, 0, 1, 1, 2, 4);
  }

  @Test
  void piecesThatWereNotReachedAreAsTheOneBefore() {
    assertThat(features(4, 2)).containsExactly(0, 0, 0, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void theLastPieceTakesWhatIsLonger() {
    double[] features = features(3, 6);
    assertThat(features[5]).isEqualTo((2 + 3 + 4 + 5) / 4.0, within(1e-12));
  }

  @Test
  void aMillionRecordsLeaveTheirMean() {
    assertThat(features(2, 1_000_000)[3]).isEqualTo(500_000, within(1e-3));
  }
}
