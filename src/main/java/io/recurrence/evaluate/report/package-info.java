/** What a benchmark found, and how it is shown: text, CSV, JSON and a page. */
@NullMarked
package io.recurrence.evaluate.report;

import org.jspecify.annotations.NullMarked;
