package io.recurrence.record;

import org.jspecify.annotations.Nullable;

/**
 * One of the values of a record, each of a series of its own.
 *
 * @param name what {@code {value}} stands for in the name of its series
 * @param place where it stands, as {@link DocumentPlace} reads it; with {@code *} as its last
 *     segment, every number there, by its own name
 * @param rules what it stands for; null where the rules of the input hold
 */
public record DocumentMeasure(String name, String place, @Nullable ValueRules rules) {

  /** A value of the rules of the input. */
  public DocumentMeasure(String name, String place) {
    this(name, place, null);
  }
}
