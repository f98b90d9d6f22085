/**
 * Synthetic series of the kinds that people have, with labelled events, and what a pipeline makes
 * of them.
 */
@NullMarked
package io.recurrence.evaluate.everyday;

import org.jspecify.annotations.NullMarked;
