/** One file per recurrence of the field. */
@NullMarked
package io.recurrence.forecast.model;

import org.jspecify.annotations.NullMarked;
