package io.recurrence.cli;

import static io.recurrence.cli.UsageException.require;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.recurrence.core.NearestName;
import io.recurrence.generate.Generator;
import io.recurrence.generate.Sample;
import io.recurrence.generate.Sequences;
import io.recurrence.record.Times;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes generated series. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    header = "Generates the classic sequences of the field, a plant, or a tick feed.",
    description = {
      "",
      "growth, ar, fibonacci, logistic, random-walk, sine and temperature are single series; plant has machines with three sensors"
          + " each, ticks has symbols that trade at irregular times. The same seed gives the same records. Written is CSV"
          + " with the columns series,timestamp,value,label, or records of a topic as JSON keyed by series.",
      ""
    })
final class GenerateCommand implements Callable<Integer> {
  private static final long DEFAULT_COUNT = 1_000;

  @Parameters(
      index = "0",
      paramLabel = "SEQUENCE",
      description =
          "growth, ar, fibonacci, logistic, random-walk, sine, temperature, plant or ticks.")
  private String sequence = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many records. Default: 1000; with --follow no end.")
  private @Nullable Long count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--start",
      defaultValue = "2026-01-01T00:00:00Z",
      paramLabel = "TIME",
      converter = ToInstant.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private Instant start = Instant.EPOCH;

  @Option(
      names = "--step",
      defaultValue = "1m",
      paramLabel = "DURATION",
      description =
          "Time between the records of a series, where it is even. Default: ${DEFAULT-VALUE}.")
  private Duration step = Duration.ZERO;

  @Option(
      names = "--order",
      defaultValue = "4",
      paramLabel = "W",
      description = "Order of ar. Default: ${DEFAULT-VALUE}.")
  private int order;

  @Option(
      names = "--series",
      defaultValue = "3",
      paramLabel = "K",
      description = "Machines of plant, symbols of ticks. Default: ${DEFAULT-VALUE}.")
  private int series;

  @Option(
      names = "--output",
      paramLabel = "F.csv",
      description = "The file to write. Default: standard output.")
  private @Nullable Path output;

  @Option(names = "--topic", description = "The topic to write to, in place of a file.")
  private @Nullable String topic;

  @Mixin private PaceOptions pace = new PaceOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Generator generator =
        Sequences.of(
            sequence,
            new Sequences.Settings(seed, start.toEpochMilli(), step.toMillis(), order, series));
    if (topic != null) {
      publish(generator, topic);
    } else {
      write(generator);
    }
    return 0;
  }

  private void check() {
    require(
        Sequences.names().contains(sequence),
        "there is no sequence '" + sequence + "'" + NearestName.hint(sequence, Sequences.names()));
    require(count == null || count >= 1, "--count must be at least 1");
    require(step.toMillis() >= 1, "--step must be at least 1ms");
    require(order >= 1 && order <= 1000, "--order must be in [1, 1000]");
    require(series >= 1 && series <= 1_000_000, "--series must be in [1, 1000000]");
    pace.check();
    require(output == null || topic == null, "give either --output or --topic");
  }

  private void write(Generator generator) throws IOException, InterruptedException {
    if (output == null) {
      CsvWriter csv =
          CsvWriter.builder().build(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
      write(generator, csv);
      csv.flush();
    } else {
      try (CsvWriter csv = CsvWriter.builder().build(open(output))) {
        write(generator, csv);
      }
    }
  }

  private static Writer open(Path file) {
    try {
      return Files.newBufferedWriter(file);
    } catch (NoSuchFileException e) {
      throw new UsageException("cannot write " + file + ": there is no such directory");
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + ": " + e.getMessage());
    }
  }

  private void write(Generator generator, CsvWriter csv) throws InterruptedException {
    PaceOptions.Feed feed = pace.feed(generator, OptionalLong.empty());
    try (ProgressBar bar = bar()) {
      csv.writeRecord("series", "timestamp", "value", "label");
      for (long i = 0; i < records(); i++) {
        Sample sample = feed.next();
        String value = sample.present() ? Double.toString(sample.value()) : "";
        csv.writeRecord(
            sample.series(), Instant.ofEpochMilli(sample.time()).toString(), value, sample.label());
        bar.step();
      }
    }
  }

  private void publish(Generator generator, String name) throws InterruptedException {
    PaceOptions.Feed feed =
        pace.feed(generator, pace.follow() ? newest(name) : OptionalLong.empty());
    try (Publisher publisher = new Publisher(kafka.properties(), name);
        ProgressBar bar = bar()) {
      for (long i = 0; i < records(); i++) {
        publisher.send(Message.of(feed.next()));
        bar.step();
      }
      publisher.flush();
    }
  }

  private OptionalLong newest(String name) {
    try (Topics topics = new Topics(kafka.properties())) {
      return topics.newest(name);
    }
  }

  private long records() {
    return count != null ? count : pace.follow() ? Long.MAX_VALUE : DEFAULT_COUNT;
  }

  /** Reads {@code --start}. */
  static final class ToInstant implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.ofEpochMilli(Times.millis(text));
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a time such as 2026-01-01T00:00:00Z");
      }
    }
  }

  private ProgressBar bar() {
    long max = pace.follow() && count == null ? -1 : records();
    return TerminalBar.of("generate", max).build();
  }
}
