package io.recurrence.config;

import io.recurrence.forecast.network.WeightSchedule;

/**
 * A trained network among the models of a pipeline.
 *
 * @param control the topic on which further weights for it are published; empty for none
 * @param schedule which weights serve when; one for all threads
 */
public record ServedNetwork(String control, WeightSchedule schedule) {}
