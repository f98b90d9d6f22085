package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  private static final double LARGEST_BRIEF = 255 * Math.scalb(1.0, 120);

  private static double rounded(Precision precision, double x) {
    double[] h = {x};
    precision.round(h, 0, 1);
    return h[0];
  }

  private static double stored(Precision precision, double x) {
    byte[] bytes = new byte[Double.BYTES];
    assertThat(precision.write(new double[] {x}, 0, 1, bytes, 0)).isEqualTo(precision.bytes());
    double[] h = new double[1];
    assertThat(precision.read(bytes, 0, h, 0, 1)).isEqualTo(precision.bytes());
    return h[0];
  }

  @Test
  void briefKeepsEightSignificantBitsAndRoundsTiesToEven() {
    assertThat(Precision.brief(1)).isEqualTo(1);
    assertThat(Precision.brief(1 + 1 / 128.0)).isEqualTo(1 + 1 / 128.0);
    assertThat(Precision.brief(1 + 1 / 256.0)).as("tie, down to even").isEqualTo(1);
    assertThat(Precision.brief(1 + 3 / 256.0)).as("tie, up to even").isEqualTo(1 + 2 / 128.0);
    assertThat(Precision.brief(1 + 1.01 / 256)).isEqualTo(1 + 1 / 128.0);
    assertThat(Precision.brief(-1 - 1.01 / 256)).isEqualTo(-1 - 1 / 128.0);
    assertThat(Precision.brief(255.6)).as("carries into the exponent").isEqualTo(256);
  }

  /** The definition: of the two neighbours that 16 bits hold, the nearer one, or the even one. */
  private static double nearestBrief(double x) {
    float single = (float) x;
    float down = Float.intBitsToFloat(Float.floatToIntBits(single) & 0xffff0000);
    float up = Float.intBitsToFloat((Float.floatToIntBits(single) & 0xffff0000) + 0x10000);
    double size = Math.abs((double) up);
    boolean tooLarge = Float.isInfinite(single) || size > LARGEST_BRIEF;
    if (tooLarge && Math.abs(single) > LARGEST_BRIEF) {
      return Math.copySign(LARGEST_BRIEF, x);
    }
    double below = Math.abs((double) single - down);
    double above = tooLarge ? Double.MAX_VALUE : Math.abs((double) up - single);
    boolean even = (Float.floatToIntBits(down) & 0x10000) == 0;
    return below < above || (below == above && even) ? down : up;
  }

  private static void assertNearestBrief(double x) {
    assertThat(Double.doubleToRawLongBits(Precision.brief(x)))
        .as("brief(%s)", x)
        .isEqualTo(Double.doubleToRawLongBits(nearestBrief(x)));
  }

  @Test
  void briefIsTheNearestOfAllNumbersOfAllSizesAndOfTheirTies() {
    for (int upper = 0; upper < 0x10000; upper++) {
      for (int lower : new int[] {0, 1, 0x7fff, 0x8000, 0x8001, 0xffff}) {
        float x = Float.intBitsToFloat(upper << 16 | lower);
        if (!Float.isNaN(x)) {
          assertNearestBrief(x);
          assertNearestBrief(Math.nextUp((double) x));
          assertNearestBrief(Math.nextDown((double) x));
        }
      }
    }
    assertThat(Math.abs(Precision.brief(Double.NaN))).isEqualTo(LARGEST_BRIEF);
    assertThat(Precision.brief(Double.MIN_VALUE)).isZero();
    assertThat(Precision.brief(Float.MIN_VALUE)).isZero();
  }

  @Property
  void briefIsTheNearest(@ForAll double x) {
    assertNearestBrief(x);
  }

  @Test
  void wholeRoundsToTheNearestIntegerThatTwoBytesHold() {
    assertThat(Precision.whole(2.5)).isEqualTo(2);
    assertThat(Precision.whole(3.5)).isEqualTo(4);
    assertThat(Precision.whole(-7.4)).isEqualTo(-7);
    assertThat(Precision.whole(32767.4)).isEqualTo(32767);
    assertThat(Precision.whole(-32768.4)).isEqualTo(-32768);
  }

  @Test
  void whatIsTooLargeBecomesTheLargest() {
    for (double x : new double[] {1e39, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      assertThat(Precision.single(x)).isEqualTo(Float.MAX_VALUE);
      assertThat(Precision.single(-x)).isEqualTo(-Float.MAX_VALUE);
      assertThat(Precision.brief(x)).isEqualTo(LARGEST_BRIEF);
      assertThat(Precision.brief(-x)).isEqualTo(-LARGEST_BRIEF);
      assertThat(Precision.whole(x)).isEqualTo(32767);
      assertThat(Precision.whole(-x)).isEqualTo(-32768);
    }
    assertThat(Precision.brief(Float.MAX_VALUE)).as("not infinite").isEqualTo(LARGEST_BRIEF);
  }

  @Test
  void onlyTheEntriesNamedAreRounded() {
    for (Precision precision : Precision.values()) {
      double[] h = {Math.PI, Math.PI, Math.PI, Math.PI};
      precision.round(h, 1, 3);
      assertThat(h).startsWith(Math.PI).endsWith(Math.PI);
      assertThat(h[1]).isEqualTo(h[2]).isEqualTo(rounded(precision, Math.PI));
    }
  }

  @Property(seed = "11", tries = 2000)
  void theRoundedNumberIsTheNearestThatThereIs(@ForAll double x) {
    double single = rounded(Precision.SINGLE, x);
    double brief = rounded(Precision.BRIEF, x);
    if (Math.abs(x) <= LARGEST_BRIEF && Math.abs(x) >= Float.MIN_NORMAL) {
      assertThat(Math.abs(single - x)).isLessThanOrEqualTo(Math.abs(x) * Math.scalb(1.0, -24));
      assertThat(Math.abs(brief - x)).isLessThanOrEqualTo(Math.abs(x) * Math.scalb(1.0001, -8));
    } else if (Math.abs(x) < Float.MIN_NORMAL) {
      assertThat(brief).isCloseTo(x, within(Math.scalb(1.0001, -134)));
    }
    assertThat(rounded(Precision.DOUBLE, x)).isEqualTo(x);
    double whole = rounded(Precision.SHORT, x);
    if (Math.abs(x) <= 32767) {
      assertThat(Math.abs(whole - x)).isLessThanOrEqualTo(.5);
    }
    assertThat(new BigDecimal(whole).stripTrailingZeros().scale()).isNotPositive();
  }

  @ParameterizedTest
  @EnumSource
  void memoryAndStoredBytesAgreeBitForBit(Precision precision) {
    double[] edges = {
      0.0, -0.0, 1e-320, -1e-320, .3, -.3, .5, -.5, 1, -1, 1 / 3.0, -32768, 32767, 65504, 1e-40,
      -1e-45, 1e38, -3.5e38, 1e300, -1e300
    };
    for (double x : edges) {
      double kept = rounded(precision, x);
      assertThat(Double.doubleToRawLongBits(stored(precision, kept)))
          .as("%s of %s", precision, x)
          .isEqualTo(Double.doubleToRawLongBits(kept));
    }
  }

  @Property(seed = "12", tries = 2000)
  void anyNumberIsReadAsItWasKeptAndRoundingTwiceChangesNothing(@ForAll double x) {
    for (Precision precision : Precision.values()) {
      double kept = rounded(precision, x);
      assertThat(kept).isFinite();
      assertThat(Double.doubleToRawLongBits(rounded(precision, kept)))
          .isEqualTo(Double.doubleToRawLongBits(kept));
      assertThat(Double.doubleToRawLongBits(stored(precision, kept)))
          .as("%s of %s", precision, x)
          .isEqualTo(Double.doubleToRawLongBits(kept));
    }
  }
}
