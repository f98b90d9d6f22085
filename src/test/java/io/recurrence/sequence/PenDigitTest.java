package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PenDigitTest {

  @Test
  void movesAndVectorSayTheSameDigit() {
    PenDigit seven = new PenDigit(7, 2, 1);
    assertThat(seven.moves()).containsExactly(0, 0, 3, 3);
    float[] vector = new float[20];
    vector[7] = 1;
    Arrays.fill(vector, 10, 12, 1);
    vector[15] = 1;
    assertThat(seven.vector()).isEqualTo(vector);
    assertThat(PenDigit.unseen()).hasSizeBetween(15, 35);
  }

  @Test
  void aDecoderLearnsToDrawFromTheVectorAlone() {
    VectorDecoder decoder = PenDigit.teach(24, 400, 2, update -> {});
    long right =
        IntStream.range(0, 10).filter(digit -> new PenDigit(digit, 2, 2).drawnBy(decoder)).count();
    assertThat(right).isGreaterThanOrEqualTo(6);
  }
}
