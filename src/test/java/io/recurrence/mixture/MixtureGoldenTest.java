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
    "MEDIUM, false, 0, d817485bf5b9534cc3253405f684d68297dd876cefcf1c7c1b2a796f424c7bc1",
    "MEDIUM, false, 3600000, 9e4b550117d3841b8591200976f6ecbcd3d4dae52959568b5601342dbd0511d9",
    "MEDIUM, true, 300000, 6ec716561dc9d8de119d5edb9b6239cbb6319d86d5b98e854884f40ffde1471f",
    "LARGE, false, 0, 5ca70b3c51ff61c1a3b22d7718bdedf7ddccc78d7a9b8095c9adba13c0a51628",
    "LARGE, true, 3600000, ec1167ecb3590a604ef4382216d01f31cbd76a0c92bbc0b33c413d99003f4e04"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
