/**
 * Whole sequences: one class for a sequence, one label for each of its records; an encoder and a
 * decoder that turn one sequence of symbols into another, and the attention between them; an
 * external memory that a network reads and writes.
 */
@NullMarked
package io.recurrence.sequence;

import org.jspecify.annotations.NullMarked;
