/** Records in Avro. */
@NullMarked
package io.recurrence.schema.avro;

import org.jspecify.annotations.NullMarked;
