package io.recurrence.cli;

import io.recurrence.streams.EventCount;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how a pipeline gets on: ten seconds after it began, then once a minute, and at the end.
 * Where records come and none of them is used, it says so within ten seconds, and then once a
 * minute.
 */
final class ProgressLog {
  private static final String RECORDS = "records";
  private static final String ACCEPTED = "accepted";
  private static final String DEAD_LETTERS = "dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final int TICK_SECONDS = 10;
  private static final int TICKS = 6; // between two lines

  private final String name;
  private final Supplier<Snapshot> source;
  private final Consumer<String> log;
  private final Consumer<String> warnings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
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

  ProgressLog(
      String name, Supplier<Snapshot> source, Consumer<String> log, Consumer<String> warnings) {
    this.name = name;
    this.source = source;
    this.log = log;
    this.warnings = warnings;
    this.written = source.get();
    this.seen = written;
  }

  /** Begins to log. */
  static ProgressLog of(String name, Supplier<Snapshot> source) {
    ProgressLog progress = new ProgressLog(name, source, LOG::info, LOG::warn);
    var unused =
        progress.clock.scheduleAtFixedRate(
            progress::safely, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    return progress;
  }

  private void safely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.warn("{}: its counts cannot be read; the next line is tried", name, e);
    }
  }

  /** Ten seconds have passed. */
  synchronized void tick() {
    Snapshot now = source.get();
    warn(now);
    if (ticks % TICKS == 0) {
      write(now);
    }
    ticks++;
    seen = now;
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

  /** Ends what is watched, then logs the last line. */
  synchronized void end(Runnable closing) {
    clock.shutdownNow();
    Snapshot before = source.get();
    closing.run();
    write(source.get().after(before));
  }
}
