package io.recurrence.schema;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Schemas in the form that reads records, each made once: an id never changes its schema. An id
 * that the registry does not know is asked for again after a while, since its schema may have been
 * registered on another server. Serves one thread.
 *
 * @param <T> what a schema is compiled to
 */
public final class CompiledSchemas<T> {
  private static final int MOST = 1000;
  private static final long REFUSED_NANOS = Duration.ofMinutes(1).toNanos();

  /** Makes of a schema what reads records. */
  public interface Compiler<T> {

    /**
     * Compiles a schema.
     *
     * @throws BadRecordException where it cannot be used; so is then each record of it
     */
    T compile(RegisteredSchema schema) throws BadRecordException;
  }

  /** One of the two: what was made, or why it could not be, at a time in nanoseconds. */
  private record Entry<T>(@Nullable T made, @Nullable BadRecordException fault, long at) {}

  private final SchemaSource source;
  private final Compiler<T> compiler;
  private final LongSupplier clock;
  private final Map<String, Entry<T>> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry<T>> eldest) {
          return size() > MOST;
        }
      };

  public CompiledSchemas(SchemaSource source, Compiler<T> compiler) {
    this(source, compiler, System::nanoTime);
  }

  CompiledSchemas(SchemaSource source, Compiler<T> compiler, LongSupplier clock) {
    this.source = source;
    this.compiler = compiler;
    this.clock = clock;
  }

  /**
   * What reads records of a schema.
   *
   * @throws BadRecordException where there is no such schema, or it cannot be used
   * @throws RegistryException where the registry does not answer
   */
  public T of(String id) throws BadRecordException {
    Entry<T> entry = entries.get(id);
    boolean old =
        entry != null && entry.fault != null && clock.getAsLong() - entry.at > REFUSED_NANOS;
    if (entry == null || old) {
      entry = make(id);
      entries.put(id, entry);
    }
    if (entry.fault != null) {
      throw entry.fault;
    }
    return Objects.requireNonNull(entry.made);
  }

  private Entry<T> make(String id) {
    long now = clock.getAsLong();
    try {
      RegisteredSchema schema =
          source
              .schema(id)
              .orElseThrow(
                  () ->
                      new BadRecordException(
                          Reason.UNKNOWN_SCHEMA,
                          "the schema registry has no %s; is it the one that the producer writes to?"
                              .formatted(SchemaFrame.shown(id))));
      return new Entry<>(compiler.compile(schema), null, now);
    } catch (BadRecordException e) {
      return new Entry<>(null, e, now);
    }
  }
}
