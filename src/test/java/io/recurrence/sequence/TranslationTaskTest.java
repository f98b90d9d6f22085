package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.neural.layer.LayerType;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranslationTaskTest {

  @ParameterizedTest
  @EnumSource
  void makesPairsOfItsAlphabets(TranslationTask task) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      SequencePair pair = task.pair(12, i % 2 == 0, random);
      assertThat(pair.source()).isNotEmpty();
      for (int symbol : pair.source()) {
        assertThat(symbol).isBetween(0, task.source().size() - 1);
      }
      for (int symbol : pair.target()) {
        assertThat(symbol).isBetween(0, task.target().size() - 1);
      }
    }
    assertThat(task.pair(12, false, new SplittableRandom(5)))
        .usingRecursiveComparison()
        .isEqualTo(task.pair(12, false, new SplittableRandom(5)));
  }

  @Test
  void datesAreWrittenInManyWaysAndTheHeldOutOnesAreApart() {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> ways = new TreeSet<>();
    for (int i = 0; i < 5000; i++) {
      WrittenDate date = WrittenDate.random(i % 2 == 0, random);
      assertThat(WrittenDate.isHeldOut(LocalDate.parse(date.standard()))).isEqualTo(i % 2 == 0);
      ways.add(date.written().replaceAll("\\d+", "9").replaceAll("[A-Z][a-z]+", "May"));
    }
    assertThat(ways)
        .containsExactly("9 May 9", "9-May-9", "9.9.9", "9/9/9", "May 9, 9", "May, 9 May 9");
  }

  @Test
  void aSmallNetworkLearnsToReverse() {
    EncoderDecoderShape shape = new EncoderDecoderShape(LayerType.GRU, 26, 26, 12, 24, 16);
    TranslationTrainer trainer =
        new TranslationTrainer(TranslationTask.REVERSAL, shape, 4, 0.02, 1);
    trainer.teach(500, (update, loss) -> {});
    TranslationExam exam =
        new TranslationExam(TranslationTask.REVERSAL, trainer.weights(Map.of()), 4);
    assertThat(exam.exact(200, 7)).isGreaterThan(0.9);
    assertThat(exam.exact(200, 4, 7)).isGreaterThan(0.8);
    assertThat(exam.samples(1, 7).get(0)).matches("[a-z]{1,4} -> [a-z]{1,4}");
    assertThatThrownBy(() -> exam.exact(1, 5, 7)).hasMessage("5 symbols; the longest source has 4");
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    EncoderDecoderShape shape = new EncoderDecoderShape(LayerType.LSTM, 67, 11, 4, 5, 3);
    byte[][] bytes = new byte[2][];
    for (int i = 0; i < 2; i++) {
      TranslationTrainer trainer = new TranslationTrainer(TranslationTask.DATES, shape, 4, 0.01, 9);
      trainer.teach(5, (update, loss) -> {});
      bytes[i] = trainer.weights(Map.of()).toBytes();
    }
    assertThat(bytes[0]).isEqualTo(bytes[1]);
  }
}
