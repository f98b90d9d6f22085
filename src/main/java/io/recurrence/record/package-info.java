/** Record codecs, in and out. */
@NullMarked
package io.recurrence.record;

import org.jspecify.annotations.NullMarked;
