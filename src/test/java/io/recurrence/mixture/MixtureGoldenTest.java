package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Calendar;
import io.recurrence.core.Fan;
import io.recurrence.core.Observation;
import io.recurrence.testing.Tape;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A stored state is read by every later version: where one of these changes, the arithmetic or the
 * layout of the memory has, and states that were stored before go on otherwise than they would
 * have.
 */
class MixtureGoldenTest {

  /** Whole numbers, the same on every machine: a season of 24, and noise. */
  private static double value(Random random, int t) {
    int hour = t % 24;
    return 400 + (hour < 12 ? 8 * hour : 8 * (24 - hour)) + random.nextInt(41) + (t > 500 ? 90 : 0);
  }

  private static String digest(Tier tier, boolean outcomes, long step)
      throws GeneralSecurityException {
    Mixture mixture = new Mixture(tier, Calendar.UTC, 24, outcomes);
    double[] h = new double[mixture.size()];
    mixture.start(h);
    Tape past = new Tape(1, step);
    Observation observation = new Observation(past);
    Fan fan = new Fan(24, new double[] {.1, .9}, .95, mixture.experts().size());
    Random random = new Random(120);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int t = 0; t < 800; t++) {
      double x = t == 333 ? 5000 : value(random, t);
      if (t % 97 == 50) {
        mixture.miss(h, past);
      } else {
        mixture.step(
            h, observation.set(x, 0, past.time() + past.step()), (k, forecast, lower, upper) -> {});
      }
      if (t == 450) {
        mixture.skip(h, 30);
        past.skip(30);
      }
      mixture.storage().round(h);
      if (t % 97 == 50) {
        mixture.forecast(h, past, fan.ask(24));
      } else {
        mixture.foresee(h, past, fan.ask(24));
      }
      past.push(x);
      ByteBuffer said = ByteBuffer.allocate(8 * 3 * 24);
      for (int k = 1; k <= 24; k++) {
        said.putDouble(fan.mean(k)).putDouble(fan.lower(k)).putDouble(fan.upper(k));
      }
      digest.update(said.array());
    }
    ByteBuffer memory = ByteBuffer.allocate(8 * h.length);
    for (double number : h) {
      memory.putDouble(number);
    }
    digest.update(memory.array());
    return HexFormat.of().formatHex(digest.digest());
  }

  @ParameterizedTest
  @CsvSource({
    "SMALL, false, 0, bb1125bc5249c5353a0008986eaafe7a6e7c287d71ff7446c57f3728864069ac",
    "SMALL, true, 3600000, c5e658d8b0bb7c6480a49db2d1cf7f44906101d7fdca05dc17b86bac30dc9beb",
    "MEDIUM, false, 0, bf8a76da8e20192f667c8c6414aaf978e2617368f2a3ed5b0da9dec2fc4a0cc7",
    "MEDIUM, false, 3600000, 2c215b4c9db510fb310cfb13351b1464b44ff66bf1964fa482a7ae2060ce4f73",
    "MEDIUM, true, 300000, 326f0a3bf86663dc1811690dab1725d52cbcd529f87e4d7ca69fc18620a99788",
    "LARGE, false, 0, b7a3f2c517ce0d9d4c7fd665b4d9cffe6261cfb9c21ab5bd77c49b1af64e7a82",
    "LARGE, true, 3600000, 06916f1da97f64327edcd4b1c2029de0edcc151e6b14131a936e04b2a91815e1"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
