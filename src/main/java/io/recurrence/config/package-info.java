/** YAML to checked specification to objects. */
@NullMarked
package io.recurrence.config;

import org.jspecify.annotations.NullMarked;
