/**
 * Public data sets, their protocols and scores: what a benchmark measures, and what was published
 * for it.
 */
@NullMarked
package io.recurrence.evaluate.benchmark;

import org.jspecify.annotations.NullMarked;
