package io.recurrence.evaluate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a backtest of a task writes, a JSON document a line. */
record ResultFiles(OutputStream results, OutputStream anomalies, OutputStream refused)
    implements AutoCloseable {

  /** Makes the files in a directory, which is made if need be. */
  static ResultFiles in(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new ResultFiles(
        file(directory, "results.jsonl"),
        file(directory, "anomalies.jsonl"),
        file(directory, "refused.jsonl"));
  }

  private static OutputStream file(Path directory, String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
  }

  static void line(OutputStream out, byte[] record) {
    try {
      out.write(record);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes why a line was not used. */
  void refuse(long line, String reason, String problem) {
    String shown = problem.replaceAll("\\p{Cntrl}", "?").replace("\\", "\\\\");
    String json =
        "{\"line\":%d,\"reason\":\"%s\",\"problem\":\"%s\"}"
            .formatted(line, reason, shown.replace("\"", "\\\""));
    line(refused, json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    try (results;
        anomalies;
        refused) {
      results.flush(); // each is closed, whatever happens to the others
    }
  }
}
