package io.recurrence.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Half a year of two machines, looked at for what the plant promises. */
class PlantTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long STEP = 600_000;
  private static final long YEAR = 180L * 86_400_000;

  private static final Map<String, List<Sample>> SERIES = new HashMap<>();

  @BeforeAll
  static void generate() {
    Plant plant = new Plant(3, START, STEP, 2);
    for (Sample sample = plant.next(); sample.time() < START + YEAR; sample = plant.next()) {
      SERIES.computeIfAbsent(sample.series(), s -> new ArrayList<>()).add(sample);
    }
  }

  private static DayOfWeek day(Sample sample) {
    return Instant.ofEpochMilli(sample.time()).atZone(ZoneOffset.UTC).getDayOfWeek();
  }

  private static double mean(String series, Predicate<Sample> which) {
    return SERIES.get(series).stream()
        .filter(sample -> sample.present() && sample.label().isEmpty() && which.test(sample))
        .mapToDouble(Sample::value)
        .average()
        .orElseThrow();
  }

  @Test
  void eachMachineHasThreeSensors() {
    assertThat(SERIES.keySet())
        .containsExactlyInAnyOrder(
            "machine-1.temperature",
            "machine-1.vibration",
            "machine-1.power",
            "machine-2.temperature",
            "machine-2.vibration",
            "machine-2.power");
  }

  @Test
  void powerFallsAtTheWeekend() {
    for (String series : List.of("machine-1.power", "machine-2.power")) {
      double weekend = mean(series, sample -> day(sample).getValue() >= 6);
      double week = mean(series, sample -> day(sample).getValue() < 6);
      assertThat(weekend).isLessThan(0.8 * week);
    }
  }

  @Test
  void powerAndTemperatureHaveADay() {
    for (String sensor : List.of("power", "temperature")) {
      double highest = 0;
      double lowest = Double.MAX_VALUE;
      for (int hour = 0; hour < 24; hour++) {
        int h = hour;
        double mean =
            mean(
                "machine-1." + sensor,
                sample -> (sample.time() / 3_600_000 - START / 3_600_000) % 24 == h);
        highest = Math.max(highest, mean);
        lowest = Math.min(lowest, mean);
      }
      assertThat(highest).as(sensor).isGreaterThan(1.2 * lowest);
    }
  }

  @Test
  void everyKindOfFaultHappensAndIsLabelled() {
    Set<String> labels = new HashSet<>();
    SERIES.values().forEach(samples -> samples.forEach(sample -> labels.add(sample.label())));
    assertThat(labels)
        .containsExactlyInAnyOrder("", "overheating", "wear", "trip", "spike", "stuck");
    long odd = SERIES.get("machine-1.power").stream().filter(s -> !s.label().isEmpty()).count();
    assertThat((double) odd / SERIES.get("machine-1.power").size()).isBetween(0.005, 0.15);
  }

  @Test
  void aStuckSensorRepeatsItsLastValue() {
    int stuck = 0;
    for (List<Sample> samples : SERIES.values()) {
      Sample last = samples.get(0);
      for (Sample sample : samples) {
        if (sample.label().equals("stuck") && sample.present() && last.label().equals("stuck")) {
          assertThat(sample.value()).isEqualTo(last.value());
          stuck++;
        }
        last = sample.present() ? sample : last;
      }
    }
    assertThat(stuck).isGreaterThan(50);
  }

  @Test
  void aTripTakesThePowerAway() {
    for (List<Sample> samples :
        List.of(SERIES.get("machine-1.power"), SERIES.get("machine-2.power"))) {
      int age = 0;
      for (Sample sample : samples) {
        age = sample.label().equals("trip") ? age + 1 : 0;
        if (age > 10 && sample.present()) {
          assertThat(sample.value()).isBetween(10.0, 40.0);
        }
      }
    }
  }

  @Test
  void sensorsDropOutAndMachinesFallSilent() {
    List<Sample> samples = SERIES.get("machine-1.temperature");
    assertThat(samples).anyMatch(sample -> !sample.present());
    long longest = 0;
    for (int i = 1; i < samples.size(); i++) {
      long gap = samples.get(i).time() - samples.get(i - 1).time();
      assertThat(gap % STEP).isZero();
      longest = Math.max(longest, gap);
    }
    assertThat(longest).isBetween(2 * STEP, 7 * STEP);
  }

  @Test
  void aLongSilenceOfASingleMachineEnds() {
    Plant plant = new Plant(107, START, 50, 1);
    long last = START;
    long longest = 0;
    for (int i = 0; i < 621_000; i++) {
      Sample sample = plant.next();
      longest = Math.max(longest, sample.time() - last);
      last = sample.time();
    }
    assertThat(longest / 50).as("steps").isGreaterThan(20_000);
  }
}
