/** Invertible maps of a series. */
@NullMarked
package io.recurrence.transform;

import org.jspecify.annotations.NullMarked;
