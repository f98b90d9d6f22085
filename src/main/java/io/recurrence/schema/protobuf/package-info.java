/** Records in Protobuf. */
@NullMarked
package io.recurrence.schema.protobuf;

import org.jspecify.annotations.NullMarked;
