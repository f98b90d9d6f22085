/** Online mixing of experts. */
@NullMarked
package io.recurrence.combine;

import org.jspecify.annotations.NullMarked;
