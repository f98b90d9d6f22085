/**
 * Whole sequences: an encoder and a decoder that turn one sequence of symbols into another, and the
 * attention between them.
 */
@NullMarked
package io.recurrence.sequence;

import org.jspecify.annotations.NullMarked;
