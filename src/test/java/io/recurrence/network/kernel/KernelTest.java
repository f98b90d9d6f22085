package io.recurrence.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTest {
  private final Kernel plain = Kernels.plain();
  private final Kernel fastest = Kernels.fastest();

  @Test
  void theTestsRunBothKernels() {
    assertThat(plain.name()).isEqualTo("plain");
    assertThat(fastest.name()).startsWith("vector-");
  }

  @ParameterizedTest
  @CsvSource({"1,128,36", "1,13,7", "1,16,1", "5,24,9", "4,16,8", "33,50,17", "2,3,1"})
  void bothGiveTheSameBitsOfAProduct(int m, int n, int k) {
    float[] a = random(m * k + 3, 1);
    float[] b = random(k * n, 2);
    float[] c = random(m * n + 5, 3);
    float[] d = c.clone();
    multiply(plain, a, b, c, m, n, k);
    multiply(fastest, a, b, d, m, n, k);
    assertThat(d).containsExactly(c);
    float[] exact = random(m * n + 5, 3);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = exact[5 + i * n + j];
        for (int l = 0; l < k; l++) {
          sum += (double) a[3 + i * k + l] * b[l * n + j];
        }
        assertThat(c[5 + i * n + j]).isCloseTo((float) sum, byOf(k));
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> byOf(int k) {
    return org.assertj.core.api.Assertions.within(1e-6f * (k + 1));
  }

  private static void multiply(
      Kernel kernel, float[] a, float[] b, float[] c, int m, int n, int k) {
    Kernel.Matrix right = kernel.matrix(k, n).load(Block.of(b, 0, k, n));
    kernel.multiply(Block.of(a, 3, m, k), right, Block.of(c, 5, m, n));
  }

  @Test
  void bothGiveTheSameBitsOfAProductWithATransposedFactor() {
    float[] a = random(9 * 6, 1);
    float[] b = random(9 * 20, 2);
    float[] c = new float[6 * 20];
    float[] d = new float[6 * 20];
    for (Kernel kernel : new Kernel[] {plain, fastest}) {
      Kernel.Matrix right = kernel.matrix(9, 20).load(Block.of(b, 0, 9, 20));
      kernel.multiply(
          Block.of(a, 0, 9, 6).transposed(), right, Block.of(kernel == plain ? c : d, 0, 6, 20));
    }
    assertThat(d).containsExactly(c);
  }

  @ParameterizedTest
  @CsvSource({"1,64,36", "1,20,5", "6,37,9"})
  void aProductBeginsFromTheSameRowForAllAndItsRightFactorMayBeTransposed(int m, int n, int k) {
    float[] a = random(m * k, 1);
    float[] b = random(n * k, 2); // transposed
    float[] start = random(n, 3);
    float[][] results = new float[2][m * n];
    for (Kernel kernel : new Kernel[] {plain, fastest}) {
      Kernel.Matrix right = kernel.matrix(k, n).load(Block.of(b, 0, n, k).transposed());
      Block c = Block.of(results[kernel == plain ? 0 : 1], 0, m, n);
      kernel.multiply(Block.of(a, 0, m, k), right, Block.of(start, 0, m, n, 0), c);
    }
    assertThat(results[1]).containsExactly(results[0]);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = start[j];
        for (int l = 0; l < k; l++) {
          sum += (double) a[i * k + l] * b[j * k + l];
        }
        assertThat(results[0][i * n + j]).isCloseTo((float) sum, byOf(k));
      }
    }
  }

  @Test
  void bothGiveTheSameBitsOfAStepOfAnLstmAndOfItsWayBack() {
    int n = 21;
    float[] a = random(4 * n, 1);
    float[] c = random(2 * n, 2);
    float[] d = c.clone();
    float[] h = new float[n];
    float[] g = new float[n];
    plain.lstm(a, 0, c, 0, n, h, 0, n);
    fastest.lstm(a, 0, d, 0, n, g, 0, n);
    assertThat(d).containsExactly(c);
    assertThat(g).containsExactly(h);

    float[] dh = random(n, 4);
    float[] dc = random(n, 5);
    float[] dd = dc.clone();
    float[] b = a.clone();
    plain.lstmBackward(a, 0, c, 0, n, dh, 0, dc, 0, n);
    fastest.lstmBackward(b, 0, c, 0, n, dh, 0, dd, 0, n);
    assertThat(b).containsExactly(a);
    assertThat(dd).containsExactly(dc);
  }

  @Test
  void theHyperbolicTangentKeepsItsBoundEverywhereAndTheSameBitsInBoth() {
    int n = 2_000_003;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) ((i - n / 2) * 1e-5);
    }
    float[] y = x.clone();
    float[] z = x.clone();
    plain.tanh(y, 0, n);
    fastest.tanh(z, 0, n);
    double worst = 0;
    for (int i = 0; i < n; i++) {
      worst = Math.max(worst, Math.abs(y[i] - Math.tanh(x[i])));
      if (y[i] != z[i] || Math.abs(y[i]) > 1) {
        assertThat(z[i]).as("tanh " + x[i]).isEqualTo(y[i]).isBetween(-1f, 1f);
      }
    }
    assertThat(worst).isLessThan(Activation.TANH_ERROR);
  }

  @Test
  void theLogisticFunctionKeepsItsBound() {
    double worst = 0;
    for (int i = -400_000; i <= 400_000; i++) {
      float x = i * 5e-5f;
      worst = Math.max(worst, Math.abs(Activation.sigmoid(x) - 1 / (1 + Math.exp(-(double) x))));
      assertThat(Activation.sigmoid(x) >= 0 && Activation.sigmoid(x) <= 1).isTrue();
    }
    assertThat(worst).isLessThan(Activation.SIGMOID_ERROR);
  }

  @Test
  void extremesStayWithinOne() {
    float[] x = {
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -0f,
      8,
      -8,
      1e30f
    };
    float[] y = x.clone();
    fastest.tanh(y, 0, y.length);
    plain.tanh(x, 0, x.length);
    assertThat(y).containsExactly(x);
    for (float each : x) {
      assertThat(each).isBetween(-1f, 1f);
    }
  }

  private static float[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (2 * random.nextDouble() - 1);
    }
    return x;
  }
}
