/** What joins the page to a running pipeline and its output topics. */
@NullMarked
package io.recurrence.cli.page;

import org.jspecify.annotations.NullMarked;
