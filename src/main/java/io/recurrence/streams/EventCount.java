package io.recurrence.streams;

/**
 * How often something happened since the process began.
 *
 * @param what such as {@code records} or {@code dead.letters}
 * @param reason its one further label, such as {@code late} or {@code no_value}; empty where it has
 *     none
 */
public record EventCount(String what, String reason, long number) {}
