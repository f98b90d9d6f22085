package io.recurrence.cli;

import io.recurrence.streams.DeployedPipeline;
import io.recurrence.streams.EventCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a pipeline did while it ran, for people, in one line. */
public final class RunSummary {
  private static final String DEAD_LETTERS = "dead.letters";

  private final DeployedPipeline pipeline;
  private final List<EventCount> counts;

  private RunSummary(DeployedPipeline pipeline) {
    this.pipeline = pipeline;
    this.counts = pipeline.counts();
  }

  /**
   * The line of a pipeline that still runs.
   *
   * @param ran for how long
   */
  public static String of(DeployedPipeline pipeline, Duration ran) {
    return new RunSummary(pipeline).text(ran);
  }

  /** How many records a pipeline could not use. */
  public static long refused(DeployedPipeline pipeline) {
    return new RunSummary(pipeline).total(DEAD_LETTERS);
  }

  private String text(Duration ran) {
    return String.format(
        Locale.ROOT,
        "%s: %,d records of %,d series in %s · %,d anomalies%s · %,d refused%s",
        pipeline.spec().name(),
        pipeline.records(),
        pipeline.series(),
        seconds(ran),
        total("anomalies"),
        coverage(),
        total(DEAD_LETTERS),
        reasons());
  }

  private static String seconds(Duration ran) {
    return ran.toMinutes() > 0
        ? "%d min %d s".formatted(ran.toMinutes(), ran.toSecondsPart())
        : ran.toSeconds() + " s";
  }

  private String coverage() {
    long judged = total("forecast.judged");
    return judged == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " · coverage %.1f %%, nominal %.0f %%",
            100.0 * total("forecast.covered") / judged,
            100 * pipeline.spec().confidence());
  }

  private String reasons() {
    String reasons =
        counts.stream()
            .filter(each -> each.what().equals(DEAD_LETTERS) && each.number() > 0)
            .map(each -> "%s %,d".formatted(each.reason().replace('_', ' '), each.number()))
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? "" : " (" + reasons + ")";
  }

  private long total(String what) {
    return counts.stream()
        .filter(each -> each.what().equals(what))
        .mapToLong(EventCount::number)
        .sum();
  }
}
