/** One network for many series: what it is told of each, how it forecasts, how it is trained. */
@NullMarked
package io.recurrence.forecast.network;

import org.jspecify.annotations.NullMarked;
