/** The commands that teach networks and chains from one's own data or from small tasks. */
@NullMarked
package io.recurrence.cli.learn;

import org.jspecify.annotations.NullMarked;
