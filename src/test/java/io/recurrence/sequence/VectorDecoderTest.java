package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.network.layer.LayerType;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorDecoderTest {
  private static final int BITS = 6;

  private static float[] binary(int number) {
    float[] bits = new float[BITS];
    for (int i = 0; i < BITS; i++) {
      bits[i] = (number >> i & 1) * 2 - 1;
    }
    return bits;
  }

  private static int[] decimal(int number) {
    return Integer.toString(number).chars().map(digit -> digit - '0').toArray();
  }

  @Test
  void writesTheDigitsOfANumberFromItsBits() {
    VectorDecoder decoder = new VectorDecoder(LayerType.GRU, BITS, 10, 8, 32, 4, 1, 1);
    SplittableRandom random = new SplittableRandom(2);
    double loss = 0;
    for (int update = 0; update < 900; update++) {
      boolean brief = update % 4 == 0; // numbers of one digit, or of two
      float[][] vectors = new float[16][];
      int[][] sequences = new int[16][];
      for (int i = 0; i < 16; i++) {
        int number = brief ? random.nextInt(10) : random.nextInt(10, 1 << BITS);
        vectors[i] = binary(number);
        sequences[i] = decimal(number);
      }
      loss = decoder.learn(vectors, sequences, 0.01);
    }
    assertThat(loss).isLessThan(0.1);
    int right = 0;
    for (int number = 0; number < 1 << BITS; number++) {
      Translation found = decoder.decode(binary(number));
      right += found.complete() && Arrays.equals(found.symbols(), decimal(number)) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(62);
  }

  @Test
  void refusesABatchOfSeveralLengths() {
    VectorDecoder decoder = new VectorDecoder(LayerType.GRU, 1, 2, 2, 2, 4, 1, 1);
    int[][] sequences = new int[16][1];
    sequences[3] = new int[2];
    assertThatThrownBy(() -> decoder.learn(new float[16][1], sequences, 0.1))
        .hasMessage("16 pairs whose sequences have one length");
  }
}
