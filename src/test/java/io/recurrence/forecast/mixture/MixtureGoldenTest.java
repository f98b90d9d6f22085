package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Observation;
import io.recurrence.core.QuantileForecast;
import io.recurrence.testing.Tape;
import io.recurrence.time.Calendar;
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
    QuantileForecast forecast =
        new QuantileForecast(24, new double[] {.1, .9}, .95, mixture.experts().size());
    Random random = new Random(120);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int t = 0; t < 800; t++) {
      double x = t == 333 ? 5000 : value(random, t);
      if (t % 97 == 50) {
        mixture.miss(h, past);
      } else {
        mixture.step(
            h, observation.set(x, 0, past.time() + past.step()), (k, mean, lower, upper) -> {});
      }
      if (t == 450) {
        mixture.skip(h, 30);
        past.skip(30);
      }
      mixture.storage().round(h);
      if (t % 97 == 50) {
        mixture.forecast(h, past, forecast.ask(24));
      } else {
        mixture.forecastAndRemember(h, past, forecast.ask(24));
      }
      past.push(x);
      ByteBuffer said = ByteBuffer.allocate(8 * 3 * 24);
      for (int k = 1; k <= 24; k++) {
        said.putDouble(forecast.mean(k)).putDouble(forecast.lower(k)).putDouble(forecast.upper(k));
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
    "SMALL, false, 0, 3bd4a0f42aa8db3530529ebdb0835879d7f457e9c216ce5e87c947b28c620aea",
    "SMALL, true, 3600000, c5e658d8b0bb7c6480a49db2d1cf7f44906101d7fdca05dc17b86bac30dc9beb",
    "MEDIUM, false, 0, 82637ee648d13d07f13d7bb835257a642534ea13fc786baf38c87a09e4afe32c",
    "MEDIUM, false, 3600000, a36987e11ac7ca063a7a7457c02e01e862dc15c2fc9d903a9e97b672c8198545",
    "MEDIUM, true, 300000, e061f7cfe122ab91dfe48489c34900c597fab5e139520a2a681e388b8bfd5afd",
    "LARGE, false, 0, 29ba5f84d92e97c57c55c672bf0411d88cc0f54ab463e5388ee6201f65118cc0",
    "LARGE, true, 3600000, 0db3cfdc9ccc9c677a5e99db61d0ce3d717ce7ff624f55b337b60de5923fae21"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
