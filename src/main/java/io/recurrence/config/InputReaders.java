package io.recurrence.config;

import io.recurrence.config.InputSpec.Lists;
import io.recurrence.record.BinaryNumberDecoder;
import io.recurrence.record.CsvDecoder;
import io.recurrence.record.Decoder;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.DocumentReader;
import io.recurrence.record.DocumentShape;
import io.recurrence.record.JsonDecoder;
import io.recurrence.record.KeyDecoder;
import io.recurrence.record.KeyFormat;
import io.recurrence.record.NumberDecoder;
import io.recurrence.record.RecordReader;
import io.recurrence.record.TextDecoder;
import io.recurrence.record.document.CborParser;
import io.recurrence.record.document.CloudEventParser;
import io.recurrence.record.document.ConnectParser;
import io.recurrence.record.document.DebeziumParser;
import io.recurrence.record.document.LineProtocolParser;
import io.recurrence.record.document.MessagePackParser;
import io.recurrence.record.document.OtlpJsonParser;
import io.recurrence.record.document.OtlpParser;
import io.recurrence.record.document.TelegrafParser;
import java.util.List;

/** Makes what reads the records of an input. */
final class InputReaders {
  private InputReaders() {}

  static RecordReader reader(InputSpec input) {
    DocumentShape shape = input.shape();
    return shape == null
        ? RecordReader.of(decoder(input))
        : new DocumentReader(
            parser(input, shape),
            shape,
            KeyFormat.valueOf(input.key().name()),
            input.time(),
            input.rules(),
            input.symbols(),
            input.lists() == Lists.PICK);
  }

  /** Reads rows of a table, which have the times of their records. */
  static RecordReader rows(InputSpec input, DocumentShape shape, DocumentParser parser) {
    return new DocumentReader(
        parser,
        shape.ofColumns(),
        KeyFormat.valueOf(input.key().name()),
        input.time().at(List.of()),
        input.rules(),
        input.symbols(),
        true);
  }

  private static DocumentParser parser(InputSpec input, DocumentShape shape) {
    boolean several = shape.each().stream().limit(1).anyMatch("/"::equals);
    DocumentParser parser =
        switch (input.format()) {
          case CBOR -> new CborParser(several);
          case MESSAGEPACK -> new MessagePackParser(several);
          case AVRO, PROTOBUF, JSON_SCHEMA -> input.schema().parser(input.format());
          case INFLUX -> new LineProtocolParser(input.time().unit());
          case TELEGRAF -> new TelegrafParser();
          case OTLP -> new OtlpParser();
          case OTLP_JSON -> new OtlpJsonParser();
          case JSON -> DocumentParser.json(several && input.envelope() == Envelope.NONE);
          case NUMBER, DOUBLE, FLOAT, LONG, INT, CSV, TEXT ->
              throw new IllegalStateException(input.format() + " is no tree");
        };
    return switch (input.envelope()) {
      case NONE -> parser;
      case CLOUDEVENTS -> new CloudEventParser(parser);
      case CONNECT -> new ConnectParser(parser);
      case DEBEZIUM -> new DebeziumParser(parser);
    };
  }

  static Decoder decoder(InputSpec input) {
    Decoder decoder = valueDecoder(input);
    return input.series().isEmpty()
        ? new KeyDecoder(KeyFormat.valueOf(input.key().name()), decoder)
        : decoder;
  }

  private static Decoder valueDecoder(InputSpec input) {
    return switch (input.format()) {
      case CSV ->
          new CsvDecoder(
                  column(input.series()),
                  input.values().stream().mapToInt(InputReaders::column).toArray(),
                  input.symbols(),
                  input.time(),
                  input.delimiter())
              .rules(input.rules());
      case NUMBER -> new NumberDecoder(input.rules());
      case DOUBLE, FLOAT, LONG, INT ->
          new BinaryNumberDecoder(
              BinaryNumberDecoder.Type.valueOf(input.format().name()), input.rules());
      case TEXT -> new TextDecoder();
      default ->
          new JsonDecoder(
                  input.series(),
                  input.values(),
                  input.symbols(),
                  input.time(),
                  input.lists() == Lists.PICK)
              .rules(input.rules());
    };
  }

  private static int column(String number) {
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }
}
