package io.recurrence.forecast.mixture;

import io.recurrence.core.Model;

/**
 * A model that is one more expert of a mixture, weighed against the others at each horizon.
 *
 * @param name of the expert
 * @param model for the mixture alone; it reads and forecasts values in the units of the series
 */
public record ExpertModel(String name, Model model) {}
