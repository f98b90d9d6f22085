/** The demo: feeds, and a view in the terminal. */
@NullMarked
package io.recurrence.cli.demo;

import org.jspecify.annotations.NullMarked;
