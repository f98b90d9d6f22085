/** One network for many series: its inputs, how it forecasts, how it is trained. */
@NullMarked
package io.recurrence.forecast.network;

import org.jspecify.annotations.NullMarked;
