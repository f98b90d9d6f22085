package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.forecast.network.ArrayPast;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Synthetic;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolWeights;
import io.recurrence.time.Calendar;
import io.recurrence.time.OpeningHours;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncoderDecoderModelTest {
  private static final long HOUR = 3_600_000;
  private static final long MONDAY = 4 * 24 * HOUR; // the fifth of January 1970
  private static final int STEPS = EncoderDecoderModel.HORIZON;
  private static final double[] NO_MEMORY = {};

  private final EncoderDecoderModel model =
      new EncoderDecoderModel(SymbolWeights.find("calendar"), "calendar", Calendar.UTC);

  /** Hours of weeks: high by day, less at weekends, some noise. */
  private static ArrayPast weeks(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      int day = t / 24 % 7;
      double shape = Math.max(0, Math.sin(2 * Math.PI * (t % 24 - 6) / 24));
      x[t] = 20 + (day >= 5 ? 3 : 10) * shape + random.nextDouble() - .5;
    }
    ArrayPast past = new ArrayPast();
    past.open(new Example(x, HOUR, MONDAY));
    return past;
  }

  @Test
  void knowsTheDaysToComeBetterThanTheLastOnes() {
    double ours = 0;
    double naive = 0;
    for (int seed = 1; seed <= 5; seed++) {
      ArrayPast past = weeks(24 * 7 * 4, seed);
      for (int origin = 24 * 7 * 2; origin < 24 * 7 * 3; origin += 7) {
        past.to(origin);
        double[] path = new double[STEPS];
        model.forecast(NO_MEMORY, past, path);
        for (int k = 1; k <= STEPS; k++) {
          ours += Math.abs(past.ahead(k) - path[k - 1]);
          naive += Math.abs(past.ahead(k) - past.back((k + 23) / 24 * 24 - k));
        }
      }
    }
    assertThat(ours).as("naive " + naive).isLessThan(0.9 * naive);
  }

  @Test
  void attentionIsAShareForEachRecentValue() {
    ArrayPast past = weeks(300, 1);
    past.to(250);
    float[][] weights = model.attention(past, 5);
    assertThat(weights).hasDimensions(5, HorizonInputs.MAX_VALUES);
    for (float[] row : weights) {
      float sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertThat(sum).isEqualTo(1, within(1e-5f));
    }
  }

  @Test
  void beyondItsStepsADayRepeatsAndTheUncertaintyGrows() {
    ArrayPast past = weeks(300, 1);
    past.to(250);
    double[] path = new double[100];
    model.forecast(NO_MEMORY, past, path);
    assertThat(Arrays.copyOfRange(path, STEPS, STEPS + 24))
        .isEqualTo(Arrays.copyOfRange(path, STEPS - 24, STEPS));
    double[] deviation = new double[100];
    assertThat(model.deviation(NO_MEMORY, past, deviation)).isTrue();
    assertThat(deviation).isSorted();
    double[] below = new double[100];
    double[] above = new double[100];
    assertThat(model.spread(NO_MEMORY, past, below, above)).isTrue();
    assertThat(below[99]).isEqualTo(below[47] * Math.sqrt(100 / 48.0), within(1e-9));
    assertThat(above[0]).isPositive();
  }

  @Test
  void aConstantSeriesIsForecastAsItIs() {
    ArrayPast past = new ArrayPast();
    past.open(new Example(new double[] {7, 7, 7}, HOUR, 0));
    past.to(2);
    double[] path = new double[3];
    model.forecast(NO_MEMORY, past, path);
    assertThat(path).containsOnly(7);
    assertThat(model.deviation(NO_MEMORY, past, path)).isFalse();
    assertThat(model.attention(past, 3)).isEmpty();
  }

  @Test
  void theCalendarIsThatOfThePipeline() {
    ArrayPast past = weeks(200, 1);
    past.to(150);
    float[] utc = new float[HorizonInputs.KNOWN];
    float[] berlin = new float[HorizonInputs.KNOWN];
    HorizonInputs inputs = new HorizonInputs(Calendar.UTC, STEPS);
    inputs.open(past);
    inputs.known(past, 2, utc, 0);
    HorizonInputs local =
        new HorizonInputs(Calendar.of(ZoneId.of("+01:00"), OpeningHours.ALWAYS), STEPS);
    local.open(past);
    local.known(past, 1, berlin, 0);
    assertThat(Arrays.copyOf(berlin, 4)).isEqualTo(Arrays.copyOf(utc, 4));
    double phase = 2 * Math.PI * ((150 + 2) % 24) / 24;
    assertThat((double) utc[0]).isEqualTo(Math.sin(phase), within(1e-6));
    assertThat((double) utc[1]).isEqualTo(Math.cos(phase), within(1e-6));
    assertThat(utc[6]).as("the seventh day is a Sunday").isEqualTo(1);
    assertThat((double) utc[7]).isEqualTo(inputs.scaled(past.back(22)), within(1e-6));
    assertThat(utc[8]).isEqualTo(1);
    assertThat(utc[10]).as("a week ago there was nothing").isZero();
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndTheLossFalls() {
    HorizonShape shape = new HorizonShape(LayerType.GRU, 6, 4);
    byte[][] bytes = new byte[2][];
    double[] loss = new double[40];
    for (int i = 0; i < 2; i++) {
      HorizonTrainer trainer = new HorizonTrainer(shape, new Synthetic(128, 200), 0.01, 3);
      trainer.teach(loss.length, (update, newest) -> loss[update - 1] = newest);
      bytes[i] = trainer.weights(Map.of()).toBytes();
    }
    assertThat(bytes[0]).isEqualTo(bytes[1]);
    assertThat(Arrays.stream(loss, 30, 40).sum()).isLessThan(Arrays.stream(loss, 0, 10).sum());
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    SymbolWeights few =
        new SymbolWeights(
            EncoderDecoderModel.KIND, new int[] {5, 4, 4}, List.of(), Map.of(), new float[7]);
    assertThatThrownBy(() -> new EncoderDecoderModel(few, "few", Calendar.UTC))
        .hasMessageStartingWith("few has 7 weights, but its sizes ask for ");
    assertThatThrownBy(() -> new HorizonShape(LayerType.GRU, 0, 1))
        .hasMessage("0 hidden units, 1 of the attention; there must be 1 to 512 of each");
  }
}
