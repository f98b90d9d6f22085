package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
  private static final int COARSE = 400; // a decimal place that no number reaches
  private static final double[] EDGES = {
    0.0,
    1,
    9.99999999,
    9.999999995,
    0.1,
    0.3,
    1e-6,
    9.9999999999e-7,
    1e15,
    999_999_999_999_999.0,
    1e22,
    9.999999999999999e22,
    1e100,
    Double.MIN_VALUE,
    3 * Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    1e-300,
    1e-308,
    Double.MAX_VALUE,
    2.0 / 3,
    64123.25,
    1.08345,
    1_700_000_000.123,
    Float.MAX_VALUE,
    Float.MIN_VALUE,
    123_456_789_012_345.6,
    0.1 + 0.2
  };

  private final byte[] bytes = new byte[Digits.MAX_LENGTH];

  private String text(int end) {
    assertThat(end).isBetween(1, Digits.MAX_LENGTH);
    String text = new String(bytes, 0, end, StandardCharsets.US_ASCII);
    assertThat(text).matches("-?(0|[1-9][0-9]*)\\.[0-9]+(E-?[1-9][0-9]*)?");
    return text;
  }

  private String exact(double x) {
    return text(Digits.exact(x, bytes, 0));
  }

  private String rounded(double x, int digits, int place) {
    return text(Digits.rounded(x, digits, place, bytes, 0));
  }

  /** Numbers of every magnitude that there is, and the edges of them. */
  private static DoubleStream numbers(int count) {
    Random random = new Random(1);
    DoubleStream anyBits =
        DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
            .filter(Double::isFinite)
            .limit(count);
    DoubleStream fallback =
        DoubleStream.generate(
                () -> random.nextGaussian() * StrictMath.pow(10, random.nextInt(30) - 12))
            .limit(count);
    DoubleStream decimal =
        DoubleStream.generate(
                () ->
                    Double.parseDouble(random.nextInt(2_000_000) + "e" + (random.nextInt(14) - 10)))
            .limit(count);
    DoubleStream edges = DoubleStream.of(EDGES).flatMap(x -> DoubleStream.of(x, -x));
    return DoubleStream.concat(
        DoubleStream.concat(anyBits, fallback), DoubleStream.concat(decimal, edges));
  }

  @Test
  void whatIsWrittenExactlyIsReadAgainToTheLastBit() {
    numbers(50_000)
        .forEach(
            x -> {
              String text = exact(x);
              assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                  .as(text)
                  .isEqualTo(Double.doubleToRawLongBits(x));
              assertThat(digits(text)).as(text).isLessThanOrEqualTo(17);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "2, 2.0",
    "21.375, 21.375",
    "-1.08345, -1.08345",
    "64123.25, 64123.25",
    "0.30000000000000004, 0.30000000000000004",
    "2e-3, 0.002",
    "1e-6, 0.000001",
    "1e-7, 1.0E-7",
    "12300000000, 12300000000.0",
    "123456789012345, 123456789012345.0",
    "1e100, 1.0E100"
  })
  void shortDecimalsKeepTheirForm(double x, String text) {
    assertThat(exact(x)).isEqualTo(text);
  }

  @Test
  void roundingIsWithinOneUnitOfTheLastDigit() {
    numbers(20_000)
        .forEach(
            x -> {
              for (int digits : new int[] {1, 7, 9, 15}) {
                within(x, digits, COARSE);
              }
              within(x, 9, 0);
              within(x, 9, -7);
            });
  }

  /** The last place is that of so many significant digits, or the finer one that was asked for. */
  private void within(double x, int digits, int place) {
    String text = rounded(x, digits, place);
    BigDecimal exact = new BigDecimal(x);
    int first = exact.precision() - exact.scale() - 1;
    int finest = first - 14;
    int last = Math.max(Math.min(first - digits + 1, place), finest);
    BigDecimal error = new BigDecimal(text).subtract(exact).abs();
    if (x == 0) {
      assertThat(error).isZero();
    } else {
      assertThat(error)
          .as("%s of %s to %d digits or 10^%d", text, x, digits, place)
          .isLessThanOrEqualTo(BigDecimal.ONE.scaleByPowerOfTen(last));
    }
    assertThat(digits(text)).as(text).isLessThanOrEqualTo(15);
  }

  @Test
  void roundingIsToTheNearestButForTies() {
    Random random = new Random(2);
    for (int i = 0; i < 50_000; i++) {
      double x = random.nextGaussian() * StrictMath.pow(10, random.nextInt(20) - 8);
      BigDecimal exact = new BigDecimal(x);
      int first = exact.precision() - exact.scale() - 1;
      BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(first - 8);
      BigDecimal error = new BigDecimal(rounded(x, 9, COARSE)).subtract(exact).abs();
      assertThat(error.doubleValue())
          .as("%s", x)
          .isLessThanOrEqualTo(0.500001 * unit.doubleValue());
    }
  }

  @Test
  void nineDigitsHoldEveryFloat() {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(x)) {
        assertThat(Float.parseFloat(rounded(x, 9, COARSE))).isEqualTo(x);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "64123.25, 9, 64123.25",
    "1.08345, 9, 1.08345",
    "0.1234567894, 9, 0.123456789",
    "99999.99996, 9, 100000.0",
    "99999.9996, 9, 99999.9996",
    "9999999999.6, 9, 10000000000.0",
    "-2, 9, -2.0",
    "-0.0, 9, -0.0",
    "0.00000012345, 9, 1.2345E-7",
    "1.5e100, 9, 1.5E100",
    "4.9e-324, 9, 4.94065646E-324"
  })
  void zerosAtTheEndAreLeftOut(double x, int digits, String text) {
    assertThat(rounded(x, digits, COARSE)).isEqualTo(text);
  }

  @Test
  void aNarrowBandAsksForFinerPlaces() {
    int place = Digits.place(0.8);
    assertThat(rounded(1_700_000_000.123456, Digits.FEWEST, place))
        .as("fifteen digits at most")
        .isEqualTo("1700000000.12346");
    assertThat(rounded(1_700_000_000.123456, Digits.FEWEST, Digits.place(1e9)))
        .isEqualTo("1700000000.0");
    assertThat(rounded(5.25, Digits.FEWEST, Digits.place(0))).isEqualTo("5.25");
    assertThat(rounded(1 - 1e-12, Digits.FEWEST, Digits.place(1e-12)))
        .as("as fine as a double goes")
        .isEqualTo("0.999999999999");
  }

  @Test
  void aNumberHasTheDigitsThatTheWidthOfItsBandJustifies() {
    DecimalText text = new DecimalText();
    assertThat(text.banded(92.1336000020355, 3)).isEqualTo("92.1336");
    assertThat(text.banded(92.1336000020355, 30)).isEqualTo("92.134");
    assertThat(text.banded(92.1336000020355, 4000)).isEqualTo("92.13");
    assertThat(text.banded(92.1336000020355, 1e9)).as("four at least").isEqualTo("92.13");
    assertThat(text.banded(92.1336000020355, 0)).as("sure").isEqualTo("92.1336000020355");
  }

  @Test
  void wholeNumbersAreWrittenAsTheyAre() {
    Random random = new Random(4);
    for (int i = 0; i < 50_000; i++) {
      long n = random.nextLong() >> random.nextInt(64);
      assertThat(new String(bytes, 0, Integers.whole(n, bytes, 0), StandardCharsets.US_ASCII))
          .isEqualTo(Long.toString(n));
    }
    for (long n : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(new String(bytes, 0, Integers.whole(n, bytes, 0), StandardCharsets.US_ASCII))
          .isEqualTo(Long.toString(n));
    }
  }

  private static int digits(String text) {
    String mantissa = text.replaceAll("E.*|[-.]", "").replaceAll("^0+", "");
    return mantissa.replaceAll("0+$", "").length();
  }
}
