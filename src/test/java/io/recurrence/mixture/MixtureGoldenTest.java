package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;

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
    Mixture mixture = new Mixture(tier, 24, outcomes);
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
        mixture.step(h, observation.set(x, 0), (k, forecast, lower, upper) -> {});
      }
      if (t == 450) {
        mixture.skip(h, 30);
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
    "SMALL, false, 0, 977920c56673627059eeb1ad11f7014cf321f731ab76aebf99a85b5580daf01f",
    "SMALL, true, 3600000, 8371577c6298bd56c0a7e240cf565645b92117836cedb5c8fe8137bd46fa0ef4",
    "MEDIUM, false, 0, 4975a62f18f571be78b8879ce5c2f282b7851cde5c6738ce1981bbc277e91831",
    "MEDIUM, false, 3600000, 0909f5b01c4aaee580ce00a6df4b58c96cdff68bc40445bdc4b394e91905bb04",
    "MEDIUM, true, 300000, 5bed55444b0ad3e7f0262ee4f4a44d1c574d3f9fed0cf2386b826cd468e04a63",
    "LARGE, false, 0, ffe939ad78bee14777d917a9a2abbfc3f3d2f65bbcf4a111567afcd7760c6347",
    "LARGE, true, 3600000, a0394eadebd62ed0de576f076720b5438480d335eb8b2639f1c265c64859db7b"
  })
  void memoryAndForecastsOfAFixedSeriesAreWhatTheyWere(
      Tier tier, boolean outcomes, long step, String golden) throws GeneralSecurityException {
    assertThat(digest(tier, outcomes, step)).isEqualTo(golden);
  }
}
