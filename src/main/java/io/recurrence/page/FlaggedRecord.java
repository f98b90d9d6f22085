package io.recurrence.page;

/** A flagged record. */
record FlaggedRecord(
    long time,
    double value,
    double expected,
    double lower,
    double upper,
    double score,
    double grade,
    String kind,
    String severity,
    String reason,
    String model) {}
