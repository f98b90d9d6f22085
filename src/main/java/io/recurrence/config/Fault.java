package io.recurrence.config;

import io.recurrence.core.PublicApi;

/**
 * One thing that is wrong with a specification.
 *
 * @param path where in the specification, such as {@code models[1].order}
 * @param where where it was written: a line of a file, an environment variable, a command line
 *     option
 * @param problem what is wrong and what is allowed
 */
@PublicApi
public record Fault(String path, String where, String problem) {

  @Override
  public String toString() {
    return "%s (%s) %s".formatted(path.isEmpty() ? "the document" : path, where, problem);
  }
}
