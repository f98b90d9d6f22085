/** Scores, grades and flags. */
@NullMarked
package io.recurrence.detect;

import org.jspecify.annotations.NullMarked;
