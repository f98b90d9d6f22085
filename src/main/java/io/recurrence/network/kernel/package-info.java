/** The inner loops of networks in single precision: plain Java, or the vector units by name. */
@NullMarked
package io.recurrence.network.kernel;

import org.jspecify.annotations.NullMarked;
