/** The live page: what the output topics say, kept for a while, over HTTP. */
@NullMarked
package io.recurrence.page;

import org.jspecify.annotations.NullMarked;
