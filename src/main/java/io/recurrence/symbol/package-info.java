/**
 * Recurrences over symbols: Markov chains, hidden Markov models and language models. Each reads the
 * distribution of the next symbol off a memory that every symbol moves.
 */
@NullMarked
package io.recurrence.symbol;

import org.jspecify.annotations.NullMarked;
