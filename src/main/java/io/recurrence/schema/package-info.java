/** Schemas of records: a client of schema registries, and how records name theirs. */
@NullMarked
package io.recurrence.schema;

import org.jspecify.annotations.NullMarked;
