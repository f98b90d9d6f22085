package io.recurrence.cli.learn;

import io.recurrence.cli.FailureException;
import io.recurrence.symbol.SymbolWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What commands that write weights have in common: what decides chance, and the file. */
final class LearnOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn at random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the weights.")
  private Path out = Path.of("");

  long seed() {
    return seed;
  }

  /** Writes weights where a file was given, and says so. */
  void write(SymbolWeights weights) {
    if (!out.toString().isEmpty()) {
      write(out, weights);
    }
  }

  /** Writes weights, and says so. */
  static void write(Path out, SymbolWeights weights) {
    try {
      Files.write(out, weights.toBytes());
    } catch (IOException e) {
      throw new FailureException(out + " cannot be written: " + e.getMessage());
    }
    System.out.println("wrote " + out + ", version " + weights.version());
  }
}
