/** Time zones, opening hours, the sampling intervals that people choose. */
@NullMarked
package io.recurrence.time;

import org.jspecify.annotations.NullMarked;
