/** Prequential evaluation and data set readers. */
@NullMarked
package io.recurrence.evaluate;

import org.jspecify.annotations.NullMarked;
