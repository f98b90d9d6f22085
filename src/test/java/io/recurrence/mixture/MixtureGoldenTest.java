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
    "MEDIUM, false, 0, b5054fbfcd4ea13e00bb7500c459408300d7a2a20830775c45a6e6e9adc06073",
    "MEDIUM, false, 3600000, 9c8ee66d1d25d1f4e33709704a07facc172cbde163ff1f0ba85814a8044908e4",
    "MEDIUM, true, 300000, ddb9e5169b5ac3d6753902db678f2acc1334a74d69bee91df40fa2004ad9f99a",
    "LARGE, false, 0, bba0ee35ef48649896b3d5050992c5865f8b50209923d626c52363fa739996e2",
    "LARGE, true, 3600000, d5eb21a4784171754496767337df4fbfe874a997748c9b1248d4aecbd4200dd3"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
