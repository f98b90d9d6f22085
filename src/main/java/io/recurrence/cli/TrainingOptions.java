package io.recurrence.cli;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.forecast.network.Trainer;
import io.recurrence.network.layer.LayerType;
import picocli.CommandLine.Option;

/** The network that is trained, and how. */
final class TrainingOptions {
  @Option(
      names = "--cell",
      paramLabel = "TYPE",
      defaultValue = "lstm",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LayerType cell = LayerType.LSTM;

  @Option(names = "--layers", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private int layers;

  @Option(
      names = "--hidden",
      paramLabel = "H",
      defaultValue = "64",
      description = "Units of a layer. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--head",
      paramLabel = "K",
      defaultValue = "64",
      description = "Units of the head. Default: ${DEFAULT-VALUE}.")
  private int head;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "40",
      description = "At most, of 250 updates each. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "20",
      description = "Epochs without a better validation that end it. Default: ${DEFAULT-VALUE}.")
  private int patience;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Series side by side in each of the four parts of a batch. Default: ${DEFAULT-VALUE}.")
  private int lanes;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "0.003",
      description = "Largest rate of Adam. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  private static final int PARTS = 4; // of a batch

  /**
   * The settings that were given.
   *
   * @throws UsageException where one is out of range
   */
  Trainer.Settings settings() {
    require(layers >= 1 && layers <= 8, "--layers must be in [1, 8]");
    require(hidden >= 1 && hidden <= 1024, "--hidden must be in [1, 1024]");
    require(head >= 1 && head <= 1024, "--head must be in [1, 1024]");
    require(epochs >= 1 && epochs <= 100_000, "--epochs must be in [1, 100000]");
    require(patience >= 1, "--patience must be at least 1");
    require(lanes >= 1 && lanes <= 1024, "--lanes must be in [1, 1024]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    return new Trainer.Settings(
        cell, layers, hidden, head, epochs, patience, lanes, PARTS, rate, seed);
  }
}
