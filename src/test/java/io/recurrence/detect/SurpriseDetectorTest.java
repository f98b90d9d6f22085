package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.detect.AlarmRule.Side;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What values are found to be, and how rare. */
class SurpriseDetectorTest {
  private static final int BEFORE = 1500;

  private final JudgedSeries judged = new JudgedSeries();

  @ParameterizedTest
  @ValueSource(doubles = {12, -12, 1000, -1e9})
  void aSpikeIsAPoint(double spike) {
    judged.feed(50, Signals.normal(211, BEFORE));
    judged.step(50 + spike, 50);
    assertThat(judged.verdict.anomaly()).isTrue();
    assertThat(judged.verdict.kind()).isEqualTo(Kind.POINT);
    assertThat(judged.verdict.direction()).isEqualTo(spike > 0 ? Direction.ABOVE : Direction.BELOW);
    assertThat(judged.verdict.score()).isGreaterThan(.999);
    assertThat(judged.verdict.grade()).isBetween(0.0, 1.0);
    assertThat(judged.verdict.reason())
        .startsWith(spike > 0 ? "unusually high: " : "unusually low: ")
        .contains(", expected 50.0000; p ")
        .containsAnyOf("about 1 in ", "less than 1 in a million");
  }

  @Test
  void aSlowShiftWithinTheRangeOfValuesIsFoundByItsMeans() {
    judged.feed(50, Signals.normal(214, BEFORE));
    double[] after = Signals.affine(52.5, 1, Signals.normal(215, 40));
    Set<String> reasons = new LinkedHashSet<>();
    for (double x : after) {
      judged.step(x, 50);
      if (judged.verdict.kind() == Kind.LEVEL_SHIFT && judged.verdict.anomaly()) {
        reasons.add(judged.verdict.reason());
        assertThat(judged.verdict.reason())
            .startsWith("level shift upwards, at " + String.format(Locale.ROOT, "%.4f", x) + ": ")
            .matches(
                ".*: recent mean 5[12]\\.\\d+, long-term mean 50\\.\\d+ \\(memories of (5 and 60|15 and 180) values\\); p = .*");
      }
    }
    assertThat(reasons).isNotEmpty();
  }

  @Test
  void widerSwingsAreVarianceUp() {
    judged.feed(50, Signals.normal(216, BEFORE));
    assertThat(judged.kinds(Signals.affine(50, 2.5, Signals.normal(217, 450)), 50))
        .contains(Kind.VARIANCE_UP)
        .doesNotContain(Kind.VARIANCE_DOWN, Kind.FLAT_LINE);
  }

  @Test
  void narrowerSwingsAreVarianceDown() {
    judged.feed(50, Signals.normal(218, BEFORE));
    assertThat(judged.kinds(Signals.affine(50, .1, Signals.normal(219, 80)), 50))
        .contains(Kind.VARIANCE_DOWN)
        .doesNotContain(Kind.VARIANCE_UP, Kind.FLAT_LINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 1500, 6000})
  void aValueThatNoLongerChangesIsAFlatLineOnceAtAnyLengthOfHistory(int before) {
    judged.feed(50, Signals.normal(220, before));
    double stuck = 50.25;
    int said = 0;
    for (int i = 0; i < 400; i++) {
      judged.step(stuck, 50);
      if (judged.verdict.kind() == Kind.FLAT_LINE) {
        said++;
        assertThat(i).as("values after the first").isBetween(4, 12);
        assertThat(judged.verdict.direction()).isEqualTo(Direction.NONE);
        assertThat(judged.verdict.reason())
            .startsWith("unchanged at 50.2500 for " + (i + 1) + " values");
      }
    }
    assertThat(said).isEqualTo(1);
  }

  @Test
  void aSeriesThatOftenStandsStillIsNoFlatLineUntilItStandsLongerThanEver() {
    Random random = new Random(221);
    double value = 50;
    for (int i = 0; i < 3000; i++) {
      value = i % 10 == 0 ? 50 + random.nextGaussian() : value;
      assertThat(judged.step(value, 50).kind()).isNotEqualTo(Kind.FLAT_LINE);
    }
    List<Integer> said = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (judged.step(value, 50).kind() == Kind.FLAT_LINE) {
        said.add(i);
      }
    }
    assertThat(said)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.INTEGER)
        .isBetween(13, 60);
  }

  @Test
  void aFallToNothingIsADropOut() {
    judged.feed(100, Signals.normal(222, BEFORE));
    judged.step(0, 100);
    assertThat(judged.verdict.anomaly()).isTrue();
    assertThat(judged.verdict.kind()).isEqualTo(Kind.DROP_OUT);
    assertThat(judged.verdict.direction()).isEqualTo(Direction.BELOW);
    assertThat(judged.verdict.reason()).startsWith("dropped to 0, expected 100.000; p ");
  }

  @Test
  void aSeasonThatDoesNotComeIsABrokenSeason() {
    double[] e = Signals.normal(223, 24 * 60);
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int t = 0; t < e.length; t++) {
      double baseline = 100 + 30 * StrictMath.sin(2 * Math.PI * t / 24);
      Expectation expected = Expectations.of(baseline, t, 3_600_000);
      if (t >= 24) {
        expected.setBaseline(baseline);
      }
      boolean broken = t >= 24 * 58;
      judged.step((broken ? 100 : baseline) + e[t], expected);
      if (broken && judged.verdict.anomaly()) {
        kinds.add(judged.verdict.kind());
      }
    }
    assertThat(judged.detector.describe(judged.h).get("season_trust")).isGreaterThan(.9);
    assertThat(kinds).contains(Kind.BROKEN_SEASON);
  }

  @Test
  void anErrorIsJudgedByWhatIsUsualAtItsHour() {
    double[] e = Signals.normal(237, 24 * 80);
    for (int t = 0; t < e.length; t++) {
      boolean night = t % 24 < 8;
      Expectation expected = Expectations.of(50, t, 3_600_000);
      expected.setPhase(t % 24 / 24.0);
      judged.step(50 + e[t] * (night ? .5 : 5), expected);
    }
    Expectation night = Expectations.of(50, e.length, 3_600_000);
    night.setPhase(3 / 24.0);
    assertThat(judged.step(58, night).score()).as("16 times the usual error").isGreaterThan(.998);
  }

  @Test
  void aUnitThatIsAPowerOfBinsAndALevelDoNotMatter() {
    JudgedSeries other = new JudgedSeries();
    double unit = StrictMath.pow(1.4, 20);
    double[] e = Signals.normal(230, 3000);
    double max = 0;
    for (double z : e) {
      double one = judged.step(z, 0).score();
      double two = other.step(1000 + unit * z, 1000).score();
      max = Math.max(max, Math.abs(one - two));
    }
    assertThat(max).isLessThan(.02);
  }

  @Test
  void inAMillionValuesOfNoiseRatesDoNotDrift() {
    SurpriseDetector lenient = new SurpriseDetector(new AlarmRule(.01, 0, Side.BOTH, 0));
    Random random = new Random(231);
    Expectation expected = Expectations.of(0, 0, 1000);
    int rare = 0;
    for (int part = 0; part < 10; part++) {
      int flagged = 0;
      for (int t = 0; t < 100_000; t++) {
        lenient.step(judged.h, expected, random.nextGaussian(), judged.verdict);
        lenient.round(judged.h);
        flagged += judged.verdict.anomaly() ? 1 : 0;
        rare += judged.verdict.score() >= 1 - 1e-4 ? 1 : 0;
      }
      assertThat(flagged / 1000.0).as("part %d", part).isBetween(.7, 1.4);
    }
    assertThat(rare).as("one in ten thousand").isBetween(60, 160);
    assertThat(judged.detector.describe(judged.h).get("values_in_history"))
        .isBetween(8191.0, 16384.0);
    assertThat(judged.detector.describe(judged.h).get("mean_distance")).isCloseTo(.8, within(.2));
  }

  /** As of a stored state: where it changes, states stored before go on otherwise. */
  @Test
  void memoryAndVerdictsOfAFixedSeriesAreWhatTheyWere() throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(232);
    ByteBuffer said = ByteBuffer.allocate(2 * Double.BYTES);
    for (int t = 0; t < 20_000; t++) {
      int hour = t % 24;
      double baseline = 400 + 8 * Math.min(hour, 24 - hour);
      Expectation expected =
          t == 0 ? Expectations.nothing(0, 3_600_000) : Expectations.of(baseline, t, 3_600_000);
      if (t >= 24) {
        expected.setBaseline(baseline);
      }
      double x = baseline + random.nextInt(41) + (t % 3001 == 3000 ? 900 : t > 9000 ? 150 : 0);
      judged.step(t > 15_000 && t < 15_050 ? 0 : x, expected);
      said.clear();
      said.putDouble(judged.verdict.score()).putDouble(judged.verdict.peak());
      digest.update(said.array());
      String words =
          judged.verdict.kind() + " " + judged.verdict.direction() + " " + judged.verdict.phase();
      digest.update(words.getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer memory = ByteBuffer.allocate(8 * judged.h.length);
    for (double number : judged.h) {
      memory.putDouble(number);
    }
    digest.update(memory.array());
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("476b7a2f873991660b66f761c70df8c3ae45535c5956a483feee12101880876f");
  }
}
