package io.recurrence.record;

import io.recurrence.record.RecordSchema.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the binary records that a pipeline writes with {@code output.format: binary}: as a map of
 * fields, or as the JSON document that the pipeline would have written instead. Serves one thread.
 */
public final class BinaryDecoder {
  private final Columns columns = new Columns();
  private final JsonSink json = new JsonSink();
  private final FieldMap fields = new FieldMap();
  private ByteBuffer in = ByteBuffer.allocate(0);
  private String part = ""; // that is being read

  /** Whether a record is in the binary format, as far as its first byte shows. */
  public static boolean recognises(byte[] record) {
    return record.length > 0 && record[0] == BinarySink.MAGIC;
  }

  /**
   * The fields of a record by name, in the order of the JSON document: {@code String}, {@code
   * Long}, {@code Double}, {@code Boolean}, null for what does not exist; of a whole forecast
   * {@code long[]} and {@code double[]}; {@code quantiles} and {@code weights} are maps.
   *
   * @throws RecordFormatException where the record is damaged, or of a later version
   */
  public Map<String, @Nullable Object> fields(byte[] record) {
    read(record, fields);
    return fields.take();
  }

  /**
   * The record as a JSON document. What is not binary is returned as it is.
   *
   * @throws RecordFormatException where the record is damaged, or of a later version
   */
  public byte[] json(byte[] record) {
    if (!recognises(record)) {
      return record;
    }
    read(record, json);
    return json.record();
  }

  private void read(byte[] record, RecordSink into) {
    in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    part = "header";
    need(BinarySink.HEADER);
    byte magic = in.get();
    byte version = in.get();
    int code = in.get();
    if (magic != BinarySink.MAGIC) {
      throw new RecordFormatException(
          "not a binary record: it begins with the byte %d, not with %d"
              .formatted(magic, BinarySink.MAGIC));
    }
    if (version != BinarySink.VERSION) {
      throw new RecordFormatException(
          "the record has format version %d; version %d is known here"
              .formatted(version, BinarySink.VERSION));
    }
    RecordKind kind = RecordKind.of(code);
    into.begin(kind);
    for (Part next : RecordSchema.parts(kind)) {
      part = next.field().text();
      read(next, into);
    }
    if (in.hasRemaining()) {
      throw new RecordFormatException(
          "the record has %d bytes behind its end at byte %d"
              .formatted(in.remaining(), in.position()));
    }
  }

  private void read(Part next, RecordSink into) {
    switch (next.type()) {
      case TEXT -> into.text(next.field(), text());
      case OPTION -> into.option(next.field(), text());
      case WHOLE -> into.whole(next.field(), whole());
      case OPTIONAL_WHOLE -> into.optionalWhole(next.field(), whole());
      case EXACT -> into.exact(next.field(), number());
      case SHARE -> into.share(next.field(), number());
      case FLAG -> into.flag(next.field(), flag());
      case BAND -> into.band(next.field(), number(), number(), number());
      case OUTCOME -> into.outcome(number(), number());
      case COLUMNS -> into.columns(columns(true));
      case UNEVEN_COLUMNS -> into.columns(columns(false));
      case QUANTILES -> quantiles(into);
      case WEIGHTS -> shares(into::weights);
      case FEATURES -> features(into);
      case SHARES -> shares((names, values) -> into.shares(next.field(), names, values));
      case MATRIX -> into.matrix(next.field(), matrix());
    }
  }

  private void need(long bytes) {
    if (in.remaining() < bytes) {
      throw new RecordFormatException(
          "the record ends at byte %d, within its %s".formatted(in.limit(), part));
    }
  }

  private int count(int min) {
    need(Short.BYTES);
    int count = Short.toUnsignedInt(in.getShort());
    need((long) count * min);
    return count;
  }

  private long whole() {
    need(Long.BYTES);
    return in.getLong();
  }

  private double number() {
    need(Double.BYTES);
    return in.getDouble();
  }

  private boolean flag() {
    need(1);
    byte flag = in.get();
    if (flag != 0 && flag != 1) {
      throw new RecordFormatException(
          "%s is %d, which is neither 0 nor 1, at byte %d"
              .formatted(part, flag, in.position() - 1));
    }
    return flag == 1;
  }

  private String text() {
    int length = count(1);
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new RecordFormatException(
          "%s is not UTF-8, before byte %d".formatted(part, in.position()));
    }
  }

  private Columns columns(boolean even) {
    int horizon = count(0);
    if (horizon == 0) {
      throw new RecordFormatException("the forecast has no steps");
    }
    long[] times = times(horizon, even);
    double confidence = number();
    double[] levels = new double[count(Double.BYTES)];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = number();
    }
    double anchor = number();
    need(1);
    int width = in.get();
    if (width != Float.BYTES && width != Double.BYTES) {
      throw new RecordFormatException(
          "a number has %d bytes, which must be 4 or 8, at byte %d"
              .formatted(width, in.position() - 1));
    }
    need((3L + levels.length) * horizon * width);
    columns.resize(horizon, levels.length);
    System.arraycopy(times, 0, columns.times, 0, horizon);
    columns.confidence = confidence;
    columns.levels = levels;
    column(columns.forecast, anchor, width);
    column(columns.lower, anchor, width);
    column(columns.upper, anchor, width);
    for (int i = 0; i < levels.length; i++) {
      column(columns.quantiles[i], anchor, width);
    }
    return columns;
  }

  private long[] times(int horizon, boolean even) {
    long[] times = new long[horizon];
    times[0] = whole();
    long pace = even ? whole() : 0;
    for (int k = 1; k < horizon; k++) {
      times[k] = even ? times[0] + k * pace : whole();
    }
    return times;
  }

  private void column(double[] into, double anchor, int width) {
    for (int k = 0; k < columns.horizon; k++) {
      into[k] = width == Float.BYTES ? anchor + in.getFloat() : in.getDouble();
    }
  }

  private void quantiles(RecordSink into) {
    int count = count(2 * Double.BYTES);
    double[] levels = new double[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      levels[i] = number();
      values[i] = number();
    }
    into.quantiles(levels, values);
  }

  private void shares(BiConsumer<String[], double[]> into) {
    int count = count(Short.BYTES + Float.BYTES);
    String[] names = new String[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      names[i] = text();
      need(Float.BYTES);
      values[i] = in.getFloat();
    }
    into.accept(names, values);
  }

  private float[][] matrix() {
    float[][] rows = new float[count(Short.BYTES)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[count(Float.BYTES)];
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = in.getFloat();
      }
    }
    return rows;
  }

  private void features(RecordSink into) {
    int count = count(Short.BYTES + Double.BYTES);
    String[] names = new String[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      names[i] = text();
      values[i] = number();
    }
    into.features(names, values);
  }
}
