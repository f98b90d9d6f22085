package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecException;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads states as they were written, moved by the records since. Records are applied with the
 * settings that were in force when they came: a store keeps these under their id, which each record
 * log names. So what is read does not depend on when states were written whole, and a change of
 * settings takes effect with the first record after it.
 */
final class StateReader {
  private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
  private static final byte PREFIX = (byte) 0xfe; // of a key; never within UTF-8

  private final PipelineSpec spec;
  private final SeriesPipeline pipeline;
  private final Reorderer reorderer;
  private final byte[] settings;
  private final int id;
  private final Function<Bytes, byte @Nullable []> store;
  private final Map<Integer, Optional<Writer>> writers = new HashMap<>(); // by id of settings

  /** A pipeline with the settings that were in force when records were applied. */
  private record Writer(SeriesPipeline pipeline, Reorderer reorderer) {
    Writer(SeriesPipeline pipeline) {
      this(pipeline, new Reorderer(pipeline));
    }
  }

  /**
   * A reader of the states of a pipeline.
   *
   * @param pipeline of the specification
   * @param store gives what is stored under a key
   */
  StateReader(
      PipelineSpec spec, SeriesPipeline pipeline, Function<Bytes, byte @Nullable []> store) {
    this.spec = spec;
    this.pipeline = pipeline;
    this.reorderer = new Reorderer(pipeline);
    this.settings = spec.memorySettings().getBytes(StandardCharsets.UTF_8);
    this.id = id(settings);
    this.store = store;
  }

  private static int id(byte[] settings) {
    CRC32 crc = new CRC32();
    crc.update(settings);
    return (int) crc.getValue();
  }

  /** The key that settings are stored under; no reader of series takes it for one. */
  static Bytes key(int id) {
    return WriteBehindStore.recordLog(
        Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES).put(PREFIX).putInt(id).array()));
  }

  /** Whether settings are stored under a key. */
  static boolean isSettings(Bytes key) {
    byte[] bytes = key.get();
    return bytes.length > 0 && bytes[0] == PREFIX;
  }

  /** The present settings, as they are stored. */
  byte[] settings() {
    return settings;
  }

  Bytes settingsKey() {
    return key(id);
  }

  /** A record log for records that are applied with the present settings. */
  RecordLog recordLog() {
    return new RecordLog(id);
  }

  Reorderer reorderer() {
    return reorderer;
  }

  /** What becomes of a state of another shape. */
  interface Conversion {
    State convert(byte[] bytes);
  }

  /**
   * The state that was stored as {@code bytes}, moved by the records since.
   *
   * @param records the record log that is stored for it; null if there is none
   * @param recordLog receives the records, where more can follow them
   * @throws StateFormatException where bytes or records are damaged
   */
  State read(byte[] bytes, byte @Nullable [] records, RecordLog recordLog, Conversion conversion) {
    if (records == null) {
      State state = convert(bytes, conversion);
      recordLog.begin(state);
      return finish(bytes, state, recordLog);
    }
    OptionalInt writtenBy = RecordLog.settings(records);
    if (writtenBy.isPresent() && writtenBy.getAsInt() != id) {
      Optional<Writer> writer = writers.computeIfAbsent(writtenBy.getAsInt(), this::writer);
      if (writer.isPresent() && writer.get().pipeline.matches(bytes)) {
        State before = writer.get().pipeline.read(bytes);
        new RecordLog(writtenBy.getAsInt()).replay(records, before, writer.get().reorderer);
        recordLog.end(); // records cannot follow a state that was not written
        return convert(before.toBytes(), conversion);
      }
    }
    State state = convert(bytes, conversion);
    boolean held = writtenBy.isPresent() || state.hasHeldBack();
    recordLog.replay(records, state, held ? reorderer : Reorderer.inOrder(pipeline));
    return finish(bytes, state, recordLog);
  }

  private State convert(byte[] bytes, Conversion conversion) {
    return pipeline.matches(bytes) ? pipeline.read(bytes) : conversion.convert(bytes);
  }

  private State finish(byte[] bytes, State state, RecordLog recordLog) {
    if (!pipeline.matches(bytes)) {
      recordLog.end(); // records cannot follow a state of another shape
    }
    return state;
  }

  /** A pipeline with the settings of an id; empty where they are not kept, or not understood. */
  private Optional<Writer> writer(int id) {
    byte[] text = store.apply(key(id));
    try {
      if (text == null || id(text) != id) {
        return unusable("are not in the store");
      }
      PipelineSpec before =
          SpecLoader.ofMemorySettings(new String(text, StandardCharsets.UTF_8), spec);
      return before.networks().stream().allMatch(network -> network.control().isEmpty())
          ? Optional.of(new Writer(before.newPipeline()))
          : unusable("name a control topic, whose weights serve the present settings alone");
    } catch (SpecException e) {
      return unusable("are no longer understood: " + e.getMessage());
    }
  }

  private static Optional<Writer> unusable(String why) {
    LOG.warn(
        "Settings of stored records {}. Up to {} records of each series that came before the"
            + " settings changed are applied with the present ones.",
        why,
        RecordLog.MAX_RECORDS);
    return Optional.empty();
  }
}
