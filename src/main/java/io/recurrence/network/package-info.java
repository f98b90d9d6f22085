/**
 * Recurrent networks in double precision, one sequence at a time: the cells of the field, each
 * forward and backward in a file of its own, heads, and training. They learn small tasks, and they
 * are the yardstick of the layers in single precision that serve streams.
 */
@NullMarked
package io.recurrence.network;

import org.jspecify.annotations.NullMarked;
