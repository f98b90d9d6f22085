package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Expectation;
import io.recurrence.core.Expectations;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import io.recurrence.core.Verdict.Phase;
import io.recurrence.detect.AlarmRule.Side;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurpriseDetectorTest {
  private static final int BEFORE = 1500;

  private SurpriseDetector detector = new SurpriseDetector(new AlarmRule(1e-3, 0, Side.BOTH, 0));
  private double[] h = new double[detector.size()];
  private final Verdict verdict = new Verdict();
  private long count;

  SurpriseDetectorTest() {
    detector.start(h);
  }

  /** Judges a value of which {@code mean} was expected, give or take 1. */
  private Verdict step(double x, double mean) {
    return step(x, Expectations.of(mean, count++, 1000));
  }

  private Verdict step(double x, Expectation expected) {
    detector.step(h, expected, x, verdict);
    detector.round(h);
    return verdict;
  }

  private void feed(double mean, double[] noise) {
    for (double e : noise) {
      step(mean + e, mean);
    }
  }

  /** What is said of values that follow: the kinds of all that are flagged, and of the end. */
  private Set<Kind> kinds(double[] x, double mean) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (double value : x) {
      if (!step(value, mean).kind().equals(Kind.NONE)) {
        kinds.add(verdict.kind());
      }
    }
    return kinds;
  }

  @ParameterizedTest
  @ValueSource(doubles = {12, -12, 1000, -1e9})
  void aSpikeIsAPoint(double spike) {
    feed(50, Signals.normal(211, BEFORE));
    step(50 + spike, 50);
    assertThat(verdict.anomaly()).isTrue();
    assertThat(verdict.kind()).isEqualTo(Kind.POINT);
    assertThat(verdict.direction()).isEqualTo(spike > 0 ? Direction.ABOVE : Direction.BELOW);
    assertThat(verdict.score()).isGreaterThan(.999);
    assertThat(verdict.grade()).isBetween(0.0, 1.0);
    assertThat(verdict.reason())
        .startsWith(spike > 0 ? "unusually high: " : "unusually low: ")
        .contains(", expected 50.0000; p ")
        .containsAnyOf("about 1 in ", "less than 1 in a million");
  }

  @Test
  void anAlarmIsRaisedWhereAnIncidentBeginsAndNotWhereValuesAreOrdinary() {
    feed(50, Signals.normal(211, BEFORE));
    int raised = 0;
    double[] ordinary = Signals.normal(212, 500);
    for (double noise : ordinary) {
      step(50 + noise, 50);
      assertThat(verdict.alarm())
          .satisfiesAnyOf(
              a -> assertThat(a).isZero(), a -> assertThat(a).isGreaterThanOrEqualTo(.99));
      raised += verdict.alarm() > 0 ? 1 : 0;
    }
    assertThat(raised).isLessThan(20);
    step(62, 50);
    assertThat(verdict.alarm()).isGreaterThan(.999);
    assertThat(verdict.score()).isGreaterThan(.999);
    step(50, 50);
    assertThat(verdict.alarm()).isZero();
  }

  @Test
  void aSlowShiftWithinTheRangeOfValuesIsFoundByItsMeans() {
    feed(50, Signals.normal(214, BEFORE));
    Set<Kind> kinds = kinds(Signals.affine(52.5, 1, Signals.normal(215, 40)), 50);
    assertThat(kinds).contains(Kind.LEVEL_SHIFT);
  }

  @Test
  void widerSwingsAreVarianceUp() {
    feed(50, Signals.normal(216, BEFORE));
    assertThat(kinds(Signals.affine(50, 2.5, Signals.normal(217, 450)), 50))
        .contains(Kind.VARIANCE_UP)
        .doesNotContain(Kind.VARIANCE_DOWN, Kind.FLAT_LINE);
  }

  @Test
  void narrowerSwingsAreVarianceDown() {
    feed(50, Signals.normal(218, BEFORE));
    assertThat(kinds(Signals.affine(50, .1, Signals.normal(219, 80)), 50))
        .contains(Kind.VARIANCE_DOWN)
        .doesNotContain(Kind.VARIANCE_UP, Kind.FLAT_LINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 600, 1500, 6000})
  void aValueThatNoLongerChangesIsAFlatLineOnceAtAnyLengthOfHistory(int before) {
    feed(50, Signals.normal(220, before));
    double stuck = 50.25;
    int said = 0;
    for (int i = 0; i < 400; i++) {
      step(stuck, 50);
      if (verdict.kind() == Kind.FLAT_LINE) {
        said++;
        assertThat(i).as("values after the first").isBetween(4, 12);
        assertThat(verdict.direction()).isEqualTo(Direction.NONE);
        assertThat(verdict.reason()).startsWith("unchanged at 50.2500 for " + (i + 1) + " values");
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
      assertThat(step(value, 50).kind()).isNotEqualTo(Kind.FLAT_LINE);
    }
    List<Integer> said = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (step(value, 50).kind() == Kind.FLAT_LINE) {
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
    feed(100, Signals.normal(222, BEFORE));
    step(0, 100);
    assertThat(verdict.anomaly()).isTrue();
    assertThat(verdict.kind()).isEqualTo(Kind.DROP_OUT);
    assertThat(verdict.direction()).isEqualTo(Direction.BELOW);
    assertThat(verdict.reason()).startsWith("dropped to 0, expected 100.000; p ");
  }

  @Test
  void aSeasonThatDoesNotComeIsABrokenSeason() {
    double[] e = Signals.normal(223, 24 * 60);
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int t = 0; t < e.length; t++) {
      double usual = 100 + 30 * StrictMath.sin(2 * Math.PI * t / 24);
      Expectation expected = Expectations.of(usual, t, 3_600_000);
      if (t >= 24) {
        expected.setUsual(usual);
      }
      boolean broken = t >= 24 * 58;
      step((broken ? 100 : usual) + e[t], expected);
      if (broken && verdict.anomaly()) {
        kinds.add(verdict.kind());
      }
    }
    assertThat(detector.describe(h).get("season_trust")).isGreaterThan(.9);
    assertThat(kinds).contains(Kind.BROKEN_SEASON);
  }

  @Test
  void anIncidentBeginsGoesOnAndEndsAndItsPeakOnlyRises() {
    double[] noise = Signals.normal(224, 400);
    feed(50, Signals.normal(225, BEFORE));
    List<Phase> phases = new ArrayList<>();
    double peak = 0;
    for (int i = 0; i < 120; i++) {
      step(50 + noise[i] + (i == 10 ? 9 : i == 14 ? 40 : 0), 50);
      phases.add(verdict.phase());
      if (verdict.phase() != Phase.NONE) {
        assertThat(verdict.peak()).isGreaterThanOrEqualTo(peak).isLessThanOrEqualTo(1);
        peak = verdict.peak();
      } else {
        assertThat(verdict.peak()).isZero();
      }
      if (verdict.phase() == Phase.END) {
        assertThat(verdict.anomaly()).isFalse();
        assertThat(verdict.kind()).isIn(Kind.POINT, Kind.VARIANCE_UP);
        assertThat(verdict.reason())
            .matches("over after \\d+ values, \\d+ of them rare: it was .*");
      }
    }
    assertThat(phases.subList(0, 10)).containsOnly(Phase.NONE);
    assertThat(phases.get(10)).isEqualTo(Phase.ONSET);
    int end = phases.indexOf(Phase.END);
    assertThat(end).isBetween(14 + 12, 14 + 60);
    assertThat(phases.subList(11, end)).containsOnly(Phase.ONGOING);
    assertThat(phases.subList(end + 1, 120)).containsOnly(Phase.NONE);
    assertThat(detector.describe(h)).containsEntry("incident", 0.0);
  }

  @Test
  void anIncidentOfANewLevelIsToldAsOneAtItsEnd() {
    feed(50, Signals.normal(226, BEFORE));
    double[] after = Signals.affine(80, 1, Signals.normal(227, 450));
    String reason = "";
    for (int i = 0; i < after.length; i++) {
      step(after[i], i < 5 ? 50 : 80);
      if (verdict.phase() == Phase.END) {
        assertThat(verdict.kind()).isEqualTo(Kind.LEVEL_SHIFT);
        assertThat(verdict.direction()).isEqualTo(Direction.ABOVE);
        reason = verdict.reason();
        break;
      }
    }
    assertThat(reason).endsWith("it was a new level");
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 1e4, 1e12})
  void aWildValueDoesNotPoisonWhatFollows(double spike) {
    feed(50, Signals.normal(228, BEFORE));
    double[] calm = h.clone();
    double[] wild = h.clone();
    double[] noise = Signals.normal(229, 600);
    double[] difference = new double[600];
    int flagged = 0;
    for (int i = 0; i < 600; i++) {
      h = calm;
      double before = step(50 + noise[i], 50).score();
      h = wild;
      double after = step(50 + noise[i] + (i == 0 ? spike : 0), 50).score();
      difference[i] = Math.abs(after - before);
      flagged += i > 0 && verdict.anomaly() ? 1 : 0;
    }
    double mean = 0;
    for (int i = 20; i < 600; i++) {
      mean += difference[i] / 580;
    }
    assertThat(flagged).as("one in a thousand is usual").isLessThanOrEqualTo(3);
    assertThat(mean).as("mean difference of the scores").isLessThan(.05);
    h = wild;
    step(50 + 30, 50);
    assertThat(verdict.anomaly()).as("another spike, later").isTrue();
  }

  @Test
  void aSecondBlowIsAnAlarmToo() {
    feed(50, Signals.normal(233, BEFORE));
    double[] noise = Signals.normal(234, 60);
    List<Integer> flagged = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (step(50 + noise[i] + (i == 5 || i == 35 ? 15 : 0), 50).anomaly()) {
        flagged.add(i);
      }
    }
    assertThat(flagged).contains(5, 35);
  }

  @Test
  void aValueThatIsOrdinaryAgainIsNoAlarmThoughTheForecastHadFollowed() {
    feed(50, Signals.normal(235, BEFORE));
    assertThat(step(90, 50).anomaly()).isTrue();
    step(90, 80);
    assertThat(step(50.3, 90).anomaly()).as("back to normal, where 90 was expected").isFalse();
    assertThat(verdict.score()).as("the record itself").isGreaterThan(.99);
  }

  @Test
  void theScoreOfAStrangeValueDoesNotDependOnTheAlarmBeforeIt() {
    feed(50, Signals.normal(236, BEFORE));
    step(65, 50);
    double first = verdict.score();
    step(50, 50);
    step(65, 50);
    assertThat(verdict.score()).isGreaterThan(.999).isGreaterThanOrEqualTo(first - 1e-3);
  }

  @Test
  void anErrorIsJudgedByWhatIsUsualAtItsHour() {
    double[] e = Signals.normal(237, 24 * 80);
    for (int t = 0; t < e.length; t++) {
      boolean night = t % 24 < 8;
      Expectation expected = Expectations.of(50, t, 3_600_000);
      expected.setPhase(t % 24 / 24.0);
      step(50 + e[t] * (night ? .5 : 5), expected);
    }
    Expectation night = Expectations.of(50, e.length, 3_600_000);
    night.setPhase(3 / 24.0);
    assertThat(step(58, night).score()).as("16 times the usual error").isGreaterThan(.998);
  }

  @Test
  void nothingIsFlaggedBeforeTwentyValues() {
    for (int t = 0; t < SurpriseDetector.WARM_UP; t++) {
      step(t % 2 == 0 ? 1e6 : -1e6, 0);
      assertThat(verdict.anomaly()).isFalse();
      assertThat(verdict.score()).isZero();
    }
  }

  @Test
  void aUnitThatIsAPowerOfBinsAndALevelDoNotMatter() {
    SurpriseDetectorTest other = new SurpriseDetectorTest();
    double unit = StrictMath.pow(1.4, 20);
    double[] e = Signals.normal(230, 3000);
    double most = 0;
    for (double z : e) {
      double one = step(z, 0).score();
      double two = other.step(1000 + unit * z, 1000).score();
      most = Math.max(most, Math.abs(one - two));
    }
    assertThat(most).isLessThan(.02);
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
        lenient.step(h, expected, random.nextGaussian(), verdict);
        lenient.round(h);
        flagged += verdict.anomaly() ? 1 : 0;
        rare += verdict.score() >= 1 - 1e-4 ? 1 : 0;
      }
      assertThat(flagged / 1000.0).as("part %d", part).isBetween(.7, 1.4);
    }
    assertThat(rare).as("one in ten thousand").isBetween(60, 160);
    assertThat(detector.describe(h).get("values_in_history")).isBetween(8191.0, 16384.0);
    assertThat(detector.describe(h).get("mean_distance")).isCloseTo(.8, within(.2));
  }

  /** As of a stored state: where it changes, states stored before go on otherwise. */
  @Test
  void aShortJobEachNightIsNoAlarmOnceItsSeasonIsKnownAndItsAbsenceIsOne() {
    Random random = new Random(5);
    int flags = 0;
    boolean absence = false;
    for (int t = 0; t < 25 * 288; t++) {
      int day = t / 288;
      boolean job = t % 288 == 24 || t % 288 == 25;
      boolean runs = job && day != 22;
      boolean known = day > 1;
      Expectation expected =
          t == 0
              ? Expectations.nothing(0, 300_000)
              : Expectations.of(job && known ? 45 : 13, t, 300_000); // the forecast knows half
      if (known) {
        expected.setUsual(job ? 60 : 13);
      }
      boolean flagged = step((runs ? 60 : 13) + random.nextGaussian(), expected).anomaly();
      absence |= flagged && job && day == 22;
      flags += flagged && day > 4 && day != 22 ? 1 : 0;
    }
    assertThat(flags).as("flags from the fifth day on").isLessThan(3);
    assertThat(absence).as("the job that did not run is flagged").isTrue();
  }

  @Test
  void memoryAndVerdictsOfAFixedSeriesAreWhatTheyWere() throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(232);
    ByteBuffer said = ByteBuffer.allocate(2 * Double.BYTES);
    for (int t = 0; t < 20_000; t++) {
      int hour = t % 24;
      double usual = 400 + 8 * Math.min(hour, 24 - hour);
      Expectation expected =
          t == 0 ? Expectations.nothing(0, 3_600_000) : Expectations.of(usual, t, 3_600_000);
      if (t >= 24) {
        expected.setUsual(usual);
      }
      double x = usual + random.nextInt(41) + (t % 3001 == 3000 ? 900 : t > 9000 ? 150 : 0);
      step(t > 15_000 && t < 15_050 ? 0 : x, expected);
      said.clear();
      said.putDouble(verdict.score()).putDouble(verdict.peak());
      digest.update(said.array());
      String words = verdict.kind() + " " + verdict.direction() + " " + verdict.phase();
      digest.update(words.getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer memory = ByteBuffer.allocate(8 * h.length);
    for (double number : h) {
      memory.putDouble(number);
    }
    digest.update(memory.array());
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("476b7a2f873991660b66f761c70df8c3ae45535c5956a483feee12101880876f");
  }
}
