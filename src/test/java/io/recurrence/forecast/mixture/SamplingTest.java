package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times that are not exact cost the default forecaster little: seasons follow event time. */
class SamplingTest {
  private static final long START = 1_699_920_000_000L; // midnight in UTC
  private static final long HOUR = 3_600_000;
  private static final int RECORDS = 24 * 150;

  private double extra; // share of records that are followed by another of the same interval
  private long extraAfter = HOUR / 6;
  private double lost; // share of records
  private String options = "";

  /** High in office hours, with a job at three. */
  private static double office(long time) {
    int hour = (int) (time / HOUR % 24);
    return hour >= 8 && hour < 18 ? 20 : hour == 3 ? 35 : 5;
  }

  /** The mean absolute error of one step ahead over the second half. */
  private double error(IntToLongFunction times, LongToDoubleFunction course) {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: x, horizon: 12%s}".formatted(options)).newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    Random noise = new Random(2);
    Random chance = new Random(3);
    double[] sum = new double[2];
    long offset = 0;
    for (int i = 0; i < RECORDS; i++) {
      long time = times.applyAsLong(i);
      double x = course.applyAsDouble(time) + noise.nextGaussian();
      if (chance.nextDouble() < lost) {
        continue;
      }
      boolean scored = i > RECORDS / 2;
      reorderer.accept(
          s,
          offset++,
          time,
          true,
          x,
          out -> {
            if (scored && out.judgement().hasExpectation()) {
              sum[0] += Math.abs(out.judgement().value() - out.judgement().expected());
              sum[1]++;
            }
          });
      if (chance.nextDouble() < extra) {
        double y = course.applyAsDouble(time + extraAfter) + noise.nextGaussian();
        reorderer.accept(s, offset++, time + extraAfter, true, y, out -> {});
      }
    }
    return sum[0] / sum[1];
  }

  private double exact() {
    return new SamplingTest().error(i -> START + i * HOUR, SamplingTest::office);
  }

  @ParameterizedTest
  @CsvSource({"3601, 1.02", "3610, 1.05", "3630, 1.05", "3590, 1.1", "3570, 1.2"})
  void aLoopThatRunsSlowOrFastKeepsTheDay(int seconds, double ratio) {
    assertThat(error(i -> START + i * (seconds * 1000L), SamplingTest::office))
        .isLessThan(ratio * exact());
  }

  @ParameterizedTest
  @CsvSource({"0.02, 600000", "0.05, 600000", "0.2, 600000", "0.05, 0", "1, 0", "1, 5000"})
  void furtherReadingsOfAnHourShiftNoSeason(double share, long after) {
    extra = share;
    extraAfter = after;
    assertThat(error(i -> START + i * HOUR, SamplingTest::office)).isLessThan(1.05 * exact());
  }

  @ParameterizedTest
  @CsvSource({"first", "mean", "last"})
  void whateverIsLearnedOfAnHourWithSeveralReadings(String reading) {
    extra = 0.3;
    options = ", time: {reading: " + reading + "}";
    assertThat(error(i -> START + i * HOUR, SamplingTest::office)).isLessThan(1.05 * exact());
  }

  @ParameterizedTest
  @CsvSource({"0.05, 1.06", "0.2, 1.2"})
  void lostRecordsShiftNoSeason(double share, double ratio) {
    lost = share;
    assertThat(error(i -> START + i * HOUR, SamplingTest::office)).isLessThan(ratio * exact());
  }

  /** A season of 50 intervals that no calendar tells. */
  private static double wave(long time, long interval) {
    return 100 + 10 * Math.sin(2 * Math.PI * (time - START) / interval / 50);
  }

  @ParameterizedTest
  @CsvSource({
    "3000, .001",
    "3000, .017",
    "3000, .05",
    "7000, .017",
    "7000, .05",
    "10300, .002",
    "10300, .02",
    "90000, .001",
    "90000, .02"
  })
  void jitterCostsNothingWhateverTheInterval(long interval, double jitter) {
    Random random = new Random(5);
    double exact = error(i -> START + i * interval, time -> wave(time, interval));
    double jittered =
        error(
            i -> START + i * interval + Math.round(jitter * interval * random.nextGaussian()),
            time -> wave(time, interval));
    assertThat(jittered).isLessThan(1.05 * exact);
  }

  @Test
  void aSeriesOfRandomTimesKnowsTheDay() {
    Random random = new Random(9);
    long[] times = new long[RECORDS];
    long time = START;
    for (int i = 0; i < RECORDS; i++) {
      time += 1000 + Math.round(-900_000 * Math.log(1 - random.nextDouble()));
      times[i] = time;
    }
    double day = error(i -> times[i], SamplingTest::office);
    double same = error(i -> times[i], t -> 5);
    assertThat(day).isLessThan(2 * same);
  }

  @ParameterizedTest
  @CsvSource({"300000, 60000", "60000, 300000", "900000, 3600000"})
  void theDayIsKeptWhereTheSamplingIntervalChanges(long before, long after) {
    int half = RECORDS / 2;
    double changed =
        error(
            i -> START + (i < half ? i * before : half * before + (i - half) * after),
            SamplingTest::office);
    double never = error(i -> START + i * after, SamplingTest::office);
    assertThat(changed).isLessThan(1.5 * never);
  }

  @ParameterizedTest
  @CsvSource({"first, 100", "mean, 102", "last, 104"})
  void whatIsLearnedOfSeveralReadingsIsWhatIsForecast(String reading, double expected) {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: x, step: PT1H, time: {reading: %s}}".formatted(reading))
            .newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    Random noise = new Random(4);
    long offset = 0;
    for (int i = 0; i < 400; i++) {
      long time = START + i * HOUR;
      reorderer.accept(s, offset++, time, true, 100 + noise.nextGaussian(), out -> {});
      reorderer.accept(s, offset++, time + 60_000, true, 104 + noise.nextGaussian(), out -> {});
    }
    StepResult out = pipeline.newOutput();
    pipeline.forecast(s, out.forecast());
    assertThat(out.forecast().mean(4)).isCloseTo(expected, within(0.6));
  }
}
