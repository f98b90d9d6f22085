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
    "SMALL, false, 0, 25780dbe18d128f7a87c125359902685f09176e0fed3f43a4d142d3142a5bc3b",
    "SMALL, true, 3600000, c8091997e749e3758f04989df6d08fbbc9e449e41844c2d99ad9266a41a320fa",
    "MEDIUM, false, 0, 9a111d4bb460d407d6e964e17a178a0304cd1ca6a625ea7e4e54b82f26f4c0eb",
    "MEDIUM, false, 3600000, 149eab3fdbaf41913b67460ce56b3e0deda565917b26798b83e8daad1bef6f4c",
    "MEDIUM, true, 300000, 9a5a49f9fed30a0b6099646a86adebcee71d9b6c9d7ec88dd56e5c7b4d7b498e",
    "LARGE, false, 0, 3da445f2c89269bc53a8d7b29a1cb32503d0f66734bc32718910c39cdf0e6a92",
    "LARGE, true, 3600000, afba1a32c467a2b7068711ff932ef6439f248379eee7a59745557beb1a9a949b"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
