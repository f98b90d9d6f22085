/** Speed on a real broker, beside yardsticks that run in the same way on the same input. */
@NullMarked
package io.recurrence.bench;

import org.jspecify.annotations.NullMarked;
