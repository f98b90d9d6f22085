package io.recurrence.streams;

import io.recurrence.core.EventContent;

/** What records bring, for tests. */
final class Contents {
  private Contents() {}

  static EventContent of(double... numbers) {
    EventContent content = new EventContent();
    for (double x : numbers) {
      content.add(x);
    }
    return content;
  }
}
