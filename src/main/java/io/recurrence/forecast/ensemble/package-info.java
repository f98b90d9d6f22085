/**
 * What an ensemble of models is made of beside them: transforms, combination, prediction intervals.
 */
@NullMarked
package io.recurrence.forecast.ensemble;

import org.jspecify.annotations.NullMarked;
