/** Formats and envelopes of records that are read as trees. */
@NullMarked
package io.recurrence.record.document;

import org.jspecify.annotations.NullMarked;
