package io.recurrence.generate;

/**
 * One generated record.
 *
 * @param time in milliseconds since 1970
 * @param present whether there is a value
 * @param label what is wrong with it, such as {@code stuck}; empty where it is an ordinary one
 */
public record Sample(String series, long time, boolean present, double value, String label) {}
