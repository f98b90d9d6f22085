/** The recurrence: roles, state, and the order of one step. */
@NullMarked
package io.recurrence.core;

import org.jspecify.annotations.NullMarked;
