/** The classic sequences of the field, and simulators that behave like life. */
@NullMarked
package io.recurrence.generate;

import org.jspecify.annotations.NullMarked;
