/** Adaptive conformal bands. */
@NullMarked
package io.recurrence.interval;

import org.jspecify.annotations.NullMarked;
