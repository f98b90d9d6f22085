package io.recurrence.config;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeField;
import io.recurrence.record.TimePattern;
import io.recurrence.record.TimeUnit;
import io.recurrence.testing.ByteMutator;
import io.recurrence.testing.FuzzTarget;
import io.recurrence.time.DurationText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Reads mutated records of one kind: samples with bytes changed, cut out, repeated and put
 * together. Whatever the bytes, there are measurements or a refusal, and nothing else is thrown.
 *
 * @param name of what reads them
 * @param reader takes a key and a value
 * @param samples that are mutated
 */
record InputFuzz(String name, Reading reader, List<byte[]> samples) {
  private static final int LONGEST = 4096;
  private static final int LONGEST_MESSAGE = 700;

  /** What is to refuse, or to read, any bytes. */
  interface Reading {
    void read(byte[] key, byte[] value) throws BadRecordException;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What an input reads, by its keys as YAML. */
  static InputFuzz of(String keys, List<byte[]> samples) {
    RecordReader reader = SpecLoader.parse("input: {%s}".formatted(keys)).input().reader();
    Measurements found = new Measurements();
    Reading reading =
        (key, value) -> {
          found.clear();
          reader.read(
              new SourceRecord("in", key, value, 1, name -> name.equals("h") ? key : null), found);
          for (int i = 0; i < found.size(); i++) {
            check(found.get(i));
          }
        };
    return new InputFuzz(keys, reading, samples);
  }

  private static void check(Measurement measurement) {
    BadRecordException fault = measurement.fault();
    if (fault != null) {
      check(fault);
    } else if (measurement.series().isBlank()
        || (measurement.content().count() > 0 && !(Math.abs(measurement.value()) <= 1e100))) {
      throw new IllegalStateException("read " + measurement.series() + '=' + measurement.value());
    }
  }

  private static void check(BadRecordException fault) {
    int length = fault.getMessage().length();
    if (length == 0
        || length > LONGEST_MESSAGE
        || fault.getMessage().chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("refused by: " + fault.getMessage());
    }
  }

  /** Times as one unit or pattern reads them. */
  static InputFuzz times(TimeUnit unit, String pattern, String... samples) {
    TimeField time =
        new TimeField(
            List.of("t"),
            unit,
            pattern.isEmpty() ? null : new TimePattern(pattern),
            ZoneId.of("Europe/Berlin"));
    return new InputFuzz(
        "time " + (pattern.isEmpty() ? unit : pattern),
        (key, value) -> time.millis(new String(value, StandardCharsets.UTF_8)),
        Arrays.stream(samples).map(InputFuzz::utf8).toList());
  }

  static InputFuzz durations(String... samples) {
    return new InputFuzz(
        "duration",
        (key, value) -> DurationText.parse(new String(value, StandardCharsets.UTF_8)),
        Arrays.stream(samples).map(InputFuzz::utf8).toList());
  }

  /**
   * Reads so many records, and prints what came of it.
   *
   * @return how many were read, not refused
   */
  long run(long count, long seed) {
    long started = System.nanoTime();
    Random random = new Random(seed);
    ByteMutator mutator = ByteMutator.of(samples, LONGEST);
    long read = 0;
    for (long i = 0; i < count; i++) {
      byte[] value = mutator.next(random);
      byte[] key = random.nextInt(4) == 0 ? mutator.next(random) : utf8("key");
      try {
        reader.read(key, value);
        read++;
      } catch (BadRecordException e) {
        check(e);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "%s, record %d: %s".formatted(name, i, HexFormat.of().formatHex(value)), e);
      }
    }
    FuzzTarget.report(name, count, seed, read, started);
    return read;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Runs each reader over as many records as the first argument says, with the seed of the second.
   */
  public static void main(String[] args) {
    for (InputFuzz each : InputFuzzTest.readers()) {
      each.run(
          Long.parseLong(args[0]), args.length > 1 ? Long.parseLong(args[1]) : FuzzTarget.seed());
    }
  }
}
