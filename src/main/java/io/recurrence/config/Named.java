package io.recurrence.config;

import io.recurrence.core.PublicApi;
import java.util.function.Supplier;

/**
 * A stage that a specification asks for.
 *
 * @param name its type and structural settings, such as {@code ar(16)}
 * @param maker makes a fresh one; a stage serves one thread
 */
@PublicApi
public record Named<T>(String name, Supplier<T> maker) {

  /** The same stage under another name. */
  Named<T> as(String name) {
    return new Named<>(name, maker);
  }
}
