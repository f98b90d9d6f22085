/**
 * Recurrent layers in single precision over many rows at once: what trains and serves. The cells of
 * {@code io.recurrence.network} say the same in double precision, one row at a time; weights are
 * laid out alike, and each layer is tested against its cell.
 */
@NullMarked
package io.recurrence.network.layer;

import org.jspecify.annotations.NullMarked;
