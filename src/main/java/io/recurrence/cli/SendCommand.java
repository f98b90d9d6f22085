package io.recurrence.cli;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes lines of text to a topic. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    header = "Sends lines of text to a topic, each as one record.",
    description = {
      "",
      "A line is sent as it is, byte by byte, without its end; empty lines are left out. The timestamp of a record is the"
          + " time at which it is sent. A key is needed only where the pipeline takes the series from the key.",
      ""
    })
final class SendCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(index = "0", paramLabel = "TOPIC", description = "It must exist.")
  private String topic = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Default, and of -: standard input.")
  private @Nullable Path file;

  @ArgGroup(multiplicity = "0..1")
  private KeyOptions key = new KeyOptions();

  /** One of three, or none. */
  static final class KeyOptions {
    @Option(names = "--key", paramLabel = "TEXT", description = "The key of all records.")
    private @Nullable String text;

    @Option(
        names = "--key-field",
        paramLabel = "FIELD",
        description =
            "Takes the key from a field of the JSON document, such as sensor, or by a place as in a pipeline: /tags/sensor.")
    private @Nullable String field;

    @Option(
        names = "--key-separator",
        paramLabel = "TEXT",
        description =
            "Takes as key what stands before the first such text in a line, and sends the rest; \\t stands for a tab.")
    private @Nullable String separator;
  }

  @Override
  public Integer call() throws IOException {
    LineKeys keys = keys();
    try (Topics topics = new Topics(kafka.properties())) {
      if (!topics.missing(List.of(topic)).isEmpty()) {
        throw new UsageException(
            "there is no topic %s; recurrence run PIPELINE.yaml --create-topics 4 creates those of a pipeline"
                .formatted(topic));
      }
    }
    try (InputStream input = open()) {
      send(new TextLines(input), keys);
    }
    return 0;
  }

  private void send(TextLines lines, LineKeys keys) throws IOException {
    long sent = 0;
    try (Publisher publisher = new Publisher(kafka.properties(), topic);
        ProgressBar bar = TerminalBar.of("send", -1).build()) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        LineKeys.Keyed record;
        try {
          record = keys.of(line);
        } catch (IllegalArgumentException e) {
          publisher.flush();
          throw new UsageException(
              "%s, line %,d: %s; sent before it: %,d"
                  .formatted(name(), lines.number(), e.getMessage(), sent));
        }
        publisher.send(record.key(), record.value());
        sent++;
        bar.step();
      }
      publisher.flush();
    }
    String empty = lines.empty() == 0 ? "" : ", empty lines left out: %,d".formatted(lines.empty());
    System.out.printf("%s: records sent: %,d%s%n", topic, sent, empty);
  }

  private LineKeys keys() {
    if (key.separator != null) {
      UsageException.require(!key.separator.isEmpty(), "--key-separator must not be empty");
      return LineKeys.before(key.separator.replace("\\t", "\t"));
    }
    if (key.field != null) {
      return LineKeys.field(place(key.field));
    }
    return LineKeys.constant(key.text);
  }

  private static JsonPointer place(String field) {
    UsageException.require(!field.isEmpty(), "--key-field must not be empty");
    return field.startsWith("/")
        ? JsonPointer.compile(field)
        : JsonPointer.empty().appendProperty(field);
  }

  private String name() {
    return file == null || file.toString().equals("-") ? "standard input" : file.toString();
  }

  private InputStream open() throws IOException {
    if (file != null && !file.toString().equals("-")) {
      UsageException.require(Files.exists(file), "there is no file " + file);
      UsageException.require(!Files.isDirectory(file), file + " is a directory, not a file");
      return new BufferedInputStream(Files.newInputStream(file));
    }
    if (TerminalBar.inTerminal()) {
      System.err.println("type a record a line; Ctrl-D ends");
    }
    return System.in;
  }
}
