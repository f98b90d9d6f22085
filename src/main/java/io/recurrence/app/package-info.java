/** The command line. */
@NullMarked
package io.recurrence.app;

import org.jspecify.annotations.NullMarked;
