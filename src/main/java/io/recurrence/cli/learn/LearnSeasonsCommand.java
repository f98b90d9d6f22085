package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.RowFile;
import io.recurrence.generate.Generator;
import io.recurrence.generate.Sample;
import io.recurrence.generate.Sequences;
import io.recurrence.symbol.GaussianHiddenMarkov;
import io.recurrence.symbol.RegimeRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the seasons of a year from temperatures alone, by a hidden Markov model. */
@Command(
    name = "seasons",
    mixinStandardHelpOptions = true,
    header = "Finds seasons from temperatures by a hidden Markov model.",
    description = {
      "",
      "Daily means are read twice by a model that learns online: once to learn, once to see what state it gives each day."
          + " It does not know the date. A state whose mean is above that of the year counts as warm; it agrees where the day"
          + " lies in the warm half of the year, by the annual course fitted to all days. Made temperatures, or those of a"
          + " file. Examples:",
      "",
      "  recurrence learn seasons",
      "  recurrence learn seasons --states 4 --years 10",
      "  recurrence learn seasons --input temperatures.csv    columns timestamp,value",
      ""
    })
final class LearnSeasonsCommand implements Callable<Integer> {
  private static final Instant START = Instant.parse("2016-01-01T00:00:00Z");
  private static final int DAYS_A_MARK = 5;
  private static final String MARKS = ".:-=+*%#";

  @Option(
      names = "--input",
      paramLabel = "F.csv",
      description = "Temperatures, at least a year. Default: made ones.")
  private @Nullable Path input;

  @Option(
      names = "--years",
      defaultValue = "6",
      description = "Of made temperatures. Default: ${DEFAULT-VALUE}.")
  private int years;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of made temperatures. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--states", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int states;

  @Option(
      names = "--lag",
      defaultValue = "14",
      description =
          "After how many days a day is read again, by what came since. Default: ${DEFAULT-VALUE}.")
  private int lag;

  @Override
  public Integer call() {
    require(years >= 1 && years <= 100, "--years must be in [1, 100]");
    require(states >= 2 && states <= 8, "--states must be in [2, 8]");
    require(lag >= 0 && lag <= 100, "--lag must be in [0, 100]");
    DailyMeans days = days();
    require(
        !days.isEmpty() && days.values().length >= 365,
        "--input must hold temperatures of a year or more");
    double[] values = days.values();
    GaussianHiddenMarkov model =
        new GaussianHiddenMarkov(states, states, lag, 1, RegimeRule.DEFAULT);
    double[] h = new double[model.size()];
    model.start(h);
    AnnualCourse course = new AnnualCourse(days.first(), values);
    StateReading once = new StateReading(model, h, values);
    StateReading again = new StateReading(model, h, values);
    print(model, h, course, again);
    System.out.printf(
        Locale.ROOT,
        "%nagreement with the warm half of the year, days in %%:%n"
            + "  while learning, each day when it came      %.1f%n"
            + "  when learned, each day when it came        %.1f%n"
            + "  when learned, each day %3d days later      %.1f%n%n",
        100 * agreement(model, h, course, once.now()),
        100 * agreement(model, h, course, again.now()),
        lag,
        100 * agreement(model, h, course, again.later()));
    ribbon(days.first(), again.later());
    return 0;
  }

  private DailyMeans days() {
    DailyMeans days = new DailyMeans();
    if (input != null) {
      RowFile.of(input, SpecLoader.parse("").input(), 0).read(days);
      return days;
    }
    Generator temperatures =
        Sequences.of(
            "temperature",
            new Sequences.Settings(
                seed, START.toEpochMilli(), Duration.ofDays(1).toMillis(), 1, 1));
    for (long i = 0; i < Math.round(365.25 * years); i++) {
      Sample sample = temperatures.next();
      days.add(sample.time(), sample.value());
    }
    return days;
  }

  private static void print(
      GaussianHiddenMarkov model, double[] h, AnnualCourse course, StateReading reading) {
    System.out.println("state  mark    mean  deviation  lasts, days  share of days  season");
    for (int k = 0; k < model.states(h); k++) {
      System.out.printf(
          Locale.ROOT,
          "%5d  %4s  %6.1f  %9.1f  %11.0f  %11.0f %%  %s%n",
          k,
          mark(k, model.states(h)),
          model.mean(h, k),
          model.deviation(h, k),
          model.dwell(h, k),
          100 * reading.share(k),
          model.mean(h, k) > course.mean() ? "warm" : "cold");
    }
  }

  private static double agreement(
      GaussianHiddenMarkov model, double[] h, AnnualCourse course, int[] states) {
    int agree = 0;
    int days = 0;
    for (int i = 0; i < states.length; i++) {
      if (states[i] != StateReading.NONE) {
        days++;
        agree += model.mean(h, states[i]) > course.mean() == course.warm(i) ? 1 : 0;
      }
    }
    return (double) agree / days;
  }

  /** A line a year, a mark for five days: the state of the third of them. */
  private void ribbon(long first, int[] reading) {
    System.out.println(
        "      Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec");
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < reading.length; i++) {
      LocalDate date = LocalDate.ofEpochDay(first + i);
      if (date.getDayOfYear() % DAYS_A_MARK == 3) {
        if (line.isEmpty()) {
          line.append("%d  %s".formatted(date.getYear(), " ".repeat(date.getDayOfYear() / 5)));
        }
        line.append(reading[i] == StateReading.NONE ? " " : mark(reading[i], states));
      }
      if (date.getDayOfYear() == date.lengthOfYear() || i == reading.length - 1) {
        System.out.println(line);
        line.setLength(0);
      }
    }
  }

  private static String mark(int state, int states) {
    return MARKS.substring(state * (MARKS.length() - 1) / (states - 1)).substring(0, 1);
  }
}
