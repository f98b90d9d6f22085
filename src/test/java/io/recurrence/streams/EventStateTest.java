package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.EventContent;
import io.recurrence.record.BadRecordException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of tasks on symbols and sequences. */
class EventStateTest {
  /** Symbols that are new, several numbers, texts: what the record log holds is the same state. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{task: {type: symbols, most-symbols: 8, bytes: 2048, order: 3}, input: {symbol: /s}}",
        "{task: {type: symbols, model: markov, bytes: 1024}, input: {symbol: /s}}",
        "{task: {type: symbols, split: characters, bytes: 4096}, input: {symbol: /s}}",
        "{task: {type: symbols, split: bytes, order: 2, bytes: 8192}, input: {symbol: /s}}",
        "{task: {type: symbols, weights: text, split: letters}, input: {symbol: /s}}",
        "{task: {type: symbols, model: hidden-markov, most-symbols: 20}, input: {symbol: /s}}",
        "{task: {type: classify, weights: gestures}, input: {values: [/x, /y, /z]}}",
        "{task: {type: label, model: network, weights: phones}, input: {values: [/x, /y]}}",
        "{task: {type: label, states: 2}, input: {value: /x}}",
        "{task: {type: classify, weights: reviews}, input: {symbol: /s}}",
        "{task: {type: classify, weights: reviews, split: words}, input: {symbol: /s}}",
        "{task: {type: translate, weights: dates}, input: {symbol: /s}}",
        "{task: {type: translate, weights: dates, end: ;, longest: 20}, input: {symbol: /c}}"
      })
  void aStateThatIsReadAgainIsTheOneThatWasThere(String yaml) throws Exception {
    KeyValueStore<Bytes, byte[]> beneath = StoredTask.newStore();
    StoredTask task = new StoredTask(yaml, beneath);
    StoredTask undisturbed = new StoredTask(yaml, StoredTask.newStore());
    Bytes key = StateRepository.key("x");
    SplittableRandom random = new SplittableRandom(7);
    boolean texts = yaml.contains("symbol: /");
    boolean letters = yaml.contains("symbol: /c");
    int width = yaml.contains("/z") ? 3 : yaml.contains("/y") ? 2 : 1;
    for (int i = 0; i < 400; i++) {
      boolean rare = random.nextInt(20) == 0;
      String text = "%d may 19%d".formatted(1 + random.nextInt(3), 10 + (rare ? i % 80 : i % 5));
      double[] numbers = IntStream.range(0, width).mapToDouble(k -> random.nextInt(9)).toArray();
      double scale = i % 3 == 0 ? 1 : .1;
      for (StoredTask each : List.of(task, undisturbed)) {
        EventContent content = new EventContent();
        if (texts) {
          content.text(letters ? i % 9 == 8 ? ";" : text.substring(0, 1) : text);
        } else {
          for (double x : numbers) {
            content.add(x * scale);
          }
        }
        Moves.move(each.states, key, 1, i, 1000L * i, content, out -> {});
      }
      if (i % 3 == 0) {
        task.store.flushCache();
      }
      if (i % 7 == 0) {
        task.store.flushCache();
        task = new StoredTask(yaml, beneath);
      }
    }
    assertThat(task.states.state(key).toBytes()).isEqualTo(undisturbed.states.state(key).toBytes());
  }

  @Test
  void aRecordThatIsRefusedLeavesTheStateAsItWas() throws Exception {
    String yaml =
        "{task: {type: symbols, alphabet: [a, b], split: characters}, input: {symbol: /s}}";
    StoredTask task = new StoredTask(yaml, StoredTask.newStore());
    Bytes key = StateRepository.key("x");
    EventContent content = new EventContent();
    content.text("abba");
    Moves.move(task.states, key, 1, 1, 1, content, out -> {});
    byte[] before = task.states.state(key).toBytes();
    content.clear();
    content.text("abc");
    assertThatThrownBy(() -> Moves.move(task.states, key, 1, 2, 2, content, out -> {}))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("'c'");
    assertThat(task.states.state(key).toBytes()).isEqualTo(before);
  }
}
