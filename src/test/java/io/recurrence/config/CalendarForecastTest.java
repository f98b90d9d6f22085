package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.time.Calendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts of series that follow a time zone, opening hours or months. */
class CalendarForecastTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final String MARKET =
      """
      horizon: 24
      time:
        zone: America/New_York
        calendar:
          closed: [saturday, sunday]
          sessions: ["09:30-16:00"]
          holidays: [2026-02-16, 2026-04-03]
      """;

  private record Point(long time, double value) {}

  /** What a step said: its time, its error and whether the band held the value. */
  private record Step(long time, double error, boolean held, boolean flagged, double width) {}

  private final Random random = new Random(1);

  private static List<Step> run(SeriesPipeline pipeline, List<Point> points) {
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      reorderer.accept(
          state,
          i,
          p.time,
          true,
          p.value,
          out -> {
            if (out.judgement().hasExpectation() && out.judgement().hasValue()) {
              steps.add(
                  new Step(
                      out.time(),
                      Math.abs(p.value - out.judgement().expected()),
                      out.judgement().lower() <= p.value && p.value <= out.judgement().upper(),
                      out.judgement().verdict().anomaly(),
                      out.judgement().upper() - out.judgement().lower()));
            }
          });
    }
    return steps;
  }

  /** Five-minute bars of a random walk that moves more overnight, on the days of the calendar. */
  private List<Point> market(int days) {
    Calendar calendar = SpecLoader.parse(MARKET).newPipeline().calendar();
    List<Point> points = new ArrayList<>();
    double price = 180;
    LocalDate day = LocalDate.of(2026, 1, 5);
    for (int d = 0; d < days; d++, day = day.plusDays(1)) {
      long open = day.atTime(9, 30).atZone(NEW_YORK).toInstant().toEpochMilli();
      if (!calendar.isOpen(open)) {
        continue;
      }
      price += 1.8 * random.nextGaussian();
      for (int i = 0; i < 78; i++) {
        points.add(new Point(open + i * (5L * MINUTE), price));
        price += .25 * random.nextGaussian();
      }
    }
    return points;
  }

  private static boolean opens(long time) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(time), NEW_YORK);
    return local.getHour() == 9 && local.getMinute() == 30;
  }

  private static double share(List<Step> steps, Predicate<Step> which) {
    return steps.stream().filter(which).count() / (double) steps.size();
  }

  @Test
  void theBandAtTheOpenIsThatOfAnOvernightMove() {
    List<Step> steps = run(SpecLoader.parse(MARKET).newPipeline(), market(150));
    List<Step> late = steps.subList(steps.size() / 4, steps.size());
    List<Step> atOpen = late.stream().filter(s -> opens(s.time)).toList();
    List<Step> byDay = late.stream().filter(s -> !opens(s.time)).toList();
    assertThat(atOpen).hasSizeGreaterThan(60);
    assertThat(share(atOpen, Step::held)).isBetween(.85, 1.0);
    assertThat(share(byDay, Step::held)).isBetween(.93, .97);
    assertThat(byDay.stream().mapToDouble(Step::width).average().orElse(0)).isBetween(.8, 1.3);
    assertThat(atOpen.stream().mapToDouble(Step::width).average().orElse(0)).isBetween(5.5, 10.0);
    assertThat(atOpen).filteredOn(Step::flagged).hasSizeLessThanOrEqualTo(1);
    assertThat(share(byDay, Step::flagged)).isLessThan(.003);
  }

  @Test
  void aNightIsNoGapAndForecastsAreForTimesAtWhichTheMarketIsOpen() {
    SeriesPipeline pipeline = SpecLoader.parse(MARKET).newPipeline();
    assertForecastsAreForThePoints(pipeline, market(60), 10);
  }

  /** Each point is a step, and from one on forecasts are for the times of those to come. */
  private static State assertForecastsAreForThePoints(
      SeriesPipeline pipeline, List<Point> points, int from) {
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    for (int i = 0; i < points.size(); i++) {
      int at = i;
      Point p = points.get(i);
      reorderer.accept(
          state, i, p.time, true, p.value, out -> check(out, pipeline, points, at, from));
    }
    assertThat(state.index()).isEqualTo(points.size());
    return state;
  }

  private static void check(
      StepResult out, SeriesPipeline pipeline, List<Point> points, int at, int from) {
    for (int k = 1; at >= from && k <= out.forecast().horizon(); k++) {
      assertThat(pipeline.calendar().isOpen(out.forecast().time(k))).isTrue();
      if (at + k < points.size()) {
        assertThat(out.forecast().time(k)).isEqualTo(points.get(at + k).time);
      }
    }
  }

  @Test
  void barsOfDaysAreForecastForWorkdays() {
    SeriesPipeline pipeline =
        SpecLoader.parse("time: {zone: Europe/Berlin, calendar: {closed: [saturday, sunday]}}")
            .newPipeline();
    List<Point> points = new ArrayList<>();
    LocalDate day = LocalDate.of(2025, 1, 1);
    while (points.size() < 300) {
      if (day.getDayOfWeek().getValue() < 6) {
        points.add(
            new Point(day.atStartOfDay(BERLIN).toInstant().toEpochMilli(), random.nextGaussian()));
      }
      day = day.plusDays(1);
    }
    State state = assertForecastsAreForThePoints(pipeline, points, 11);
    assertThat(pipeline.samplingInterval(state)).isEqualTo(DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "15, 2026-03-29T03:00",
    "60, 2026-03-29T03:00",
    "15, 2026-10-25T03:00",
    "60, 2026-10-25T03:00"
  })
  void aDailyCourseInLocalTimeGoesOnOverAChangeOfTheClocks(long minutes, LocalDateTime changes) {
    long change = at(changes);
    List<Point> habits =
        course(minutes, changes.minusDays(50), changes.plusDays(8), CalendarForecastTest::habit);
    List<Step> local = run(SpecLoader.parse("time: {zone: Europe/Berlin}").newPipeline(), habits);
    List<Step> utc = run(SpecLoader.parse("name: utc").newPipeline(), habits);
    long before = change - 7 * DAY;
    assertThat(error(local, before, 7)).isLessThan(1.1 * error(utc, before, 7));
    assertThat(error(local, change, 7)).isLessThan(1.15 * error(local, before, 7));
    assertThat(error(local, change, 1)).isLessThan(1.2 * error(local, before, 7));
    assertThat(error(utc, change, 1)).isGreaterThan(1.5 * error(local, change, 1));
  }

  /** The mean absolute error of some days. */
  private static double error(List<Step> steps, long from, int days) {
    return steps.stream()
        .filter(s -> s.time >= from && s.time < from + days * DAY)
        .mapToDouble(Step::error)
        .average()
        .orElseThrow();
  }

  private static long at(LocalDateTime local) {
    return local.atZone(BERLIN).toInstant().toEpochMilli();
  }

  private List<Point> course(
      long minutes, LocalDateTime from, LocalDateTime to, ToDoubleFunction<LocalDateTime> level) {
    List<Point> points = new ArrayList<>();
    for (long time = at(from); time < at(to); time += minutes * MINUTE) {
      LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(time), BERLIN);
      points.add(new Point(time, level.applyAsDouble(local) + random.nextGaussian()));
    }
    return points;
  }

  /** An office that opens at eight, with a break at noon. */
  private static double habit(LocalDateTime local) {
    int hour = local.getHour();
    return hour < 8 || hour >= 18 ? 10 : hour == 12 ? 40 : 70;
  }

  @Test
  void forecastsOfAMonthlySeriesAreForRealMonths() {
    SeriesPipeline pipeline = SpecLoader.parse("horizon: 12").newPipeline();
    List<Point> points = new ArrayList<>();
    for (LocalDate day = LocalDate.of(2018, 1, 31); points.size() < 60; ) {
      points.add(new Point(day.toEpochDay() * DAY, random.nextGaussian()));
      day = day.plusDays(1).plusMonths(1).minusDays(1);
    }
    assertForecastsAreForThePoints(pipeline, points, 6);
  }
}
