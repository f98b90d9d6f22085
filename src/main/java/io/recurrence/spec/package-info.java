/** YAML to checked specification to objects. */
@NullMarked
package io.recurrence.spec;

import org.jspecify.annotations.NullMarked;
