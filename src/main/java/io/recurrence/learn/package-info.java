/** The classroom: small tasks that recurrent networks are taught with, and their trainer. */
@NullMarked
package io.recurrence.learn;

import org.jspecify.annotations.NullMarked;
