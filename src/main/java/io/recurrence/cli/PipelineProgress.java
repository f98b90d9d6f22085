package io.recurrence.cli;

import io.recurrence.streams.EventCount;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how a pipeline gets on: at the first tick, then at each sixth, and at the end. Where records
 * come and none of them is used, it says so at the next tick, and then at each sixth.
 */
final class PipelineProgress {
  private static final String RECORDS = "records";
  private static final String ACCEPTED = "accepted";
  private static final String DEAD_LETTERS = "dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(PipelineProgress.class);
  private static final int TICKS = 6; // from one line to the next

  private final String name;
  private final Supplier<Snapshot> source;
  private final Consumer<String> log;
  private final Consumer<String> warnings;
  private Snapshot written; // at the last line
  private Snapshot seen; // at the last look
  private int ticks;
  private int warned = -TICKS; // the tick of the last warning

  /**
   * How a pipeline stands.
   *
   * @param nanos when that was
   * @param records processed, whatever became of them
   * @param lag records that wait; empty where that is not known yet
   * @param restoring records that are yet to be restored
   * @param stalledSeconds for how long it has not got on; 0 while that is not long
   */
  record Snapshot(
      long nanos,
      String state,
      long records,
      long series,
      OptionalLong lag,
      long restoring,
      long stalledSeconds,
      List<EventCount> counts) {

    /** The last of them: what can be asked of a running pipeline only is as it was. */
    Snapshot after(Snapshot before) {
      return new Snapshot(
          nanos,
          state,
          records,
          before.series,
          before.lag,
          before.restoring,
          before.stalledSeconds,
          counts);
    }

    long accepted() {
      return counts.stream()
          .filter(each -> each.what().equals(RECORDS) && each.reason().equals(ACCEPTED))
          .mapToLong(EventCount::number)
          .sum();
    }

    /** Those of one kind with its reasons, such as {@code dead letters 3 (late 1, no_value 2)}. */
    private String kind(String what) {
      List<EventCount> some =
          counts.stream().filter(c -> c.what().equals(what) && c.number() > 0).toList();
      String sum = words(what, some.stream().mapToLong(EventCount::number).sum());
      return some.isEmpty() || some.get(0).reason().isEmpty()
          ? sum
          : sum
              + some.stream()
                  .map(each -> words(each.reason(), each.number()))
                  .collect(Collectors.joining(", ", " (", ")"));
    }

    /** What became of records that were not accepted, all of it, nothing included. */
    private String fates() {
      return counts.stream()
          .filter(each -> each.what().equals(RECORDS) && !each.reason().equals(ACCEPTED))
          .map(each -> words(each.reason(), each.number()))
          .collect(Collectors.joining(", "));
    }

    /** What was refused or left out. */
    String unused() {
      return kind(DEAD_LETTERS) + ", " + fates();
    }

    /** Whatever else is counted and has happened. */
    String others() {
      return counts.stream()
          .map(EventCount::what)
          .distinct()
          .filter(what -> !what.equals(RECORDS) && !what.equals(DEAD_LETTERS))
          .filter(what -> counts.stream().anyMatch(c -> c.what().equals(what) && c.number() > 0))
          .map(what -> ", " + kind(what))
          .collect(Collectors.joining());
    }

    private static String words(String what, long number) {
      return String.format(Locale.ROOT, "%s %,d", what.replace('.', ' '), number);
    }
  }

  /** Logs as an operator reads it. */
  PipelineProgress(String name, Supplier<Snapshot> source) {
    this(name, source, LOG::info, LOG::warn);
  }

  PipelineProgress(
      String name, Supplier<Snapshot> source, Consumer<String> log, Consumer<String> warnings) {
    this.name = name;
    this.source = source;
    this.log = log;
    this.warnings = warnings;
    this.written = source.get();
    this.seen = written;
  }

  /** Looks at the pipeline. */
  synchronized void tick() {
    Snapshot now = source.get();
    warn(now);
    if (ticks % TICKS == 0) {
      write(now);
    }
    ticks++;
    seen = now;
  }

  String name() {
    return name;
  }

  Snapshot look() {
    return source.get();
  }

  private void write(Snapshot now) {
    log.accept(line(now));
    written = now;
  }

  private String line(Snapshot now) {
    double seconds = Math.max(1, now.nanos() - written.nanos()) / 1e9;
    String stalled =
        now.stalledSeconds() == 0 ? "" : " without progress for " + now.stalledSeconds() + " s";
    return String.format(
        Locale.ROOT,
        "%s: %s%s, %,d records, %,.0f/s, %,d series, lag %s, to restore %,d, %s%s",
        name,
        now.state(),
        stalled,
        now.records(),
        (now.records() - written.records()) / seconds,
        now.series(),
        now.lag().isPresent()
            ? String.format(Locale.ROOT, "%,d", now.lag().getAsLong())
            : "unknown",
        now.restoring(),
        now.unused(),
        now.others());
  }

  private void warn(Snapshot now) {
    long came = now.records() - seen.records();
    if (came > 0 && now.accepted() == seen.accepted() && ticks - warned >= TICKS) {
      warned = ticks;
      warnings.accept(
          String.format(
              Locale.ROOT,
              "%s: none of the last %,d records was used; so far %s; the warning of each reason has an example",
              name,
              came,
              now.unused()));
    }
  }

  /** Writes the last line. */
  synchronized void end(Snapshot before) {
    write(source.get().after(before));
  }
}
