/** One file per recurrence of the field. */
@NullMarked
package io.recurrence.model;

import org.jspecify.annotations.NullMarked;
