package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import io.recurrence.record.Feedback.Kind;
import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class FeedbackWindowsTest {
  private static final long HOUR = 3_600_000;

  private final KeyValueStore<Bytes, byte[]> store = StoredTask.newStore();
  private FeedbackWindows windows;

  FeedbackWindowsTest() {
    StoredTask task = new StoredTask("{name: t, models: [naive]}", StoredTask.newStore());
    store.init(task.context, store);
    windows = new FeedbackWindows(store);
  }

  private void add(Kind kind, String series, long from, long to) throws BadRecordException {
    windows.add(new Feedback(kind, series, from, to), 0);
  }

  @Test
  void aWindowCoversTheSeriesOfItsPatternFromItsBeginUpToItsEnd() throws BadRecordException {
    add(Kind.MAINTENANCE, "web-*", HOUR, 2 * HOUR);
    assertThat(windows.maintenance("web-1", HOUR)).isTrue();
    assertThat(windows.maintenance("web-1", HOUR - 1)).isFalse();
    assertThat(windows.maintenance("web-1", 2 * HOUR)).isFalse();
    assertThat(windows.maintenance("db-1", HOUR)).isFalse();
    assertThat(windows.mute("web-1", HOUR)).isNull();
  }

  @Test
  void whatIsSaidAgainOfAWindowReplacesItsEnd() throws BadRecordException {
    add(Kind.MUTE, "*", HOUR, 9 * HOUR);
    add(Kind.MUTE, "*", HOUR, 2 * HOUR);
    assertThat(windows.mute("x", 3 * HOUR)).isNull();
    assertThat(windows.quietUntil("x", HOUR)).isEqualTo(2 * HOUR);
  }

  @Test
  void theLongestOfSeveralMutesCounts() throws BadRecordException {
    add(Kind.MUTE, "*", HOUR, 2 * HOUR);
    add(Kind.MUTE, "x", 0, 5 * HOUR);
    add(Kind.MAINTENANCE, "x", 0, 6 * HOUR);
    assertThat(windows.mute("x", HOUR)).isEqualTo(new Feedback(Kind.MUTE, "x", 0, 5 * HOUR));
    assertThat(windows.quietUntil("x", HOUR)).isEqualTo(6 * HOUR);
    assertThat(windows.quietUntil("x", 7 * HOUR)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aTaskThatBeginsAgainKnowsThem() throws BadRecordException {
    add(Kind.MAINTENANCE, "wärme-*", HOUR, 2 * HOUR);
    add(Kind.MUTE, "x", 0, 5 * HOUR);
    windows = new FeedbackWindows(store);
    assertThat(windows.maintenance("wärme-1", HOUR)).isTrue();
    assertThat(windows.mute("x", HOUR)).isEqualTo(new Feedback(Kind.MUTE, "x", 0, 5 * HOUR));
  }

  @Test
  void theyAreStoredAsTheyWere() throws BadRecordException {
    add(Kind.MAINTENANCE, "a*", 258, 515);
    add(Kind.MUTE, "b", 1, 2);
    HexFormat hex = HexFormat.of();
    StringBuilder stored = new StringBuilder();
    try (var all = store.all()) {
      all.forEachRemaining(
          each ->
              stored
                  .append(hex.formatHex(each.key.get()))
                  .append(' ')
                  .append(hex.formatHex(each.value))
                  .append('\n'));
    }
    assertThat(stored)
        .hasToString(
            """
            01010000000000000102612a 0000000000000203
            0102000000000000000162 0000000000000002
            """);
  }

  @Test
  void thoseLongOverAreLeftOutOfTheStoreToo() throws BadRecordException {
    add(Kind.MUTE, "old", 0, HOUR);
    windows.add(new Feedback(Kind.MUTE, "new", 0, HOUR), FeedbackWindows.KEPT.toMillis() + HOUR);
    assertThat(windows.mute("old", 0)).isNotNull();
    windows.add(
        new Feedback(Kind.MUTE, "new", 1, HOUR), FeedbackWindows.KEPT.toMillis() + HOUR + 1);
    assertThat(windows.mute("old", 0)).isNull();
    assertThat(new FeedbackWindows(store).mute("old", 0)).isNull();
  }

  @Test
  void moreThanCanBeHeldAgainstEachRecordAreRefused() throws BadRecordException {
    for (int i = 0; i < FeedbackWindows.MOST; i++) {
      add(Kind.MUTE, "s" + i, 0, HOUR);
    }
    assertThatThrownBy(() -> add(Kind.MUTE, "one", 0, HOUR))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("1000");
    add(Kind.MUTE, "s1", 0, 2 * HOUR);
    assertThat(windows.quietUntil("s1", 0)).isEqualTo(2 * HOUR);
  }
}
