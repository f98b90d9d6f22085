package io.recurrence.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are replayed, and how fast. */
final class ReplayRange {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The first time of records, by their timestamps. Default: the earliest.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The time at which to stop, exclusive. Default: what there is at the start.")
  private @Nullable String to;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Takes the lines of a file for records, in place of the topics of the pipeline.")
  @Nullable Path file;

  @Option(
      names = "--key-separator",
      paramLabel = "TEXT",
      description = "Of --file: what parts the key at the begin of a line from the record.")
  @Nullable String keySeparator;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "Replays X times as fast as the records' timestamps say. Default: as fast as it goes.")
  private @Nullable Double speed;

  long from() {
    return from == null ? 0 : PublishCommand.time("--from", from);
  }

  long to() {
    return to == null ? Long.MAX_VALUE : PublishCommand.time("--to", to);
  }

  /** Lets records out at their pace. */
  Throttle throttle() {
    UsageException.require(speed == null || speed > 0, "--speed must be positive");
    return new Throttle(speed);
  }

  void check() {
    UsageException.require(
        file == null || (from == null && to == null && speed == null),
        "a file has no timestamps: --from, --to and --speed are of topics");
    UsageException.require(keySeparator == null || file != null, "--key-separator is of --file");
    UsageException.require(from() < to(), "--from must be before --to");
  }
}
