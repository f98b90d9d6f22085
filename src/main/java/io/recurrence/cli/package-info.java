/** The command line. */
@NullMarked
package io.recurrence.cli;

import org.jspecify.annotations.NullMarked;
