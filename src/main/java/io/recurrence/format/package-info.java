/** Record codecs, in and out. */
@NullMarked
package io.recurrence.format;

import org.jspecify.annotations.NullMarked;
