package io.recurrence.cli;

import io.recurrence.record.OutputSchema;
import io.recurrence.record.SchemaTexts;
import io.recurrence.record.SchemaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the schemas of output records, or writes them to files. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Prints the schema of an output record in Avro, Protobuf or JSON Schema.",
    description = {
      "",
      "For those who read the output of a pipeline (output.format: avro | protobuf | json-schema), and to register"
          + " schemas by hand (output.schema.register: false).",
      ""
    })
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description = "avro, protobuf or json-schema.")
  private String format = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Which record: Anomaly (unless given), Forecast, ForecastStep, Outcome, …")
  private String kind = OutputSchema.ANOMALY.title();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Writes those of all records to files there, in place of printing one.")
  private @Nullable Path directory;

  @Override
  public Integer call() {
    SchemaType type =
        Arrays.stream(SchemaType.values())
            .filter(each -> each.format().equals(format))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--format must be avro, protobuf or json-schema, but it is " + format));
    if (directory != null) {
      write(type, directory);
      return 0;
    }
    Optional<OutputSchema> schema = OutputSchema.named(kind);
    if (schema.isEmpty()) {
      throw new UsageException(
          "--kind must be one of %s, but it is %s"
              .formatted(
                  Arrays.stream(OutputSchema.values())
                      .map(OutputSchema::title)
                      .collect(Collectors.joining(", ")),
                  kind));
    }
    System.out.println(SchemaTexts.of(schema.get(), type));
    return 0;
  }

  private static void write(SchemaType type, Path directory) {
    try {
      Files.createDirectories(directory);
      for (OutputSchema schema : OutputSchema.values()) {
        Files.writeString(
            directory.resolve(schema.file(type)), SchemaTexts.of(schema, type) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }
}
