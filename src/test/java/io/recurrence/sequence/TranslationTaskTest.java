package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.network.layer.LayerType;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        .containsExactly(
            "9 May 9", "9-9-9", "9-May-9", "9.9.9", "9/9/9", "May 9, 9", "May, 9 May 9");
  }

  @Test
  void aTextIsADateWhereARuleReadsOneAndTheHeldOutOnesAreApart() {
    SplittableRandom random = new SplittableRandom(1);
    int none = 0;
    for (int i = 0; i < 5000; i++) {
      WrittenDate learned = DateText.random(false, random);
      WrittenDate text = DateText.random(true, random);
      assertThat(text.written()).isNotEqualTo(learned.written()).hasSizeBetween(1, 28);
      none += text.standard().equals(DateText.NONE) ? 1 : 0;
      assertThat(DateReader.read(text.written()).map(LocalDate::toString).orElse("?"))
          .isEqualTo(text.standard());
    }
    assertThat(none).isBetween(1000, 2500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "29 February 2000|2000-02-29",
        "29/2/1900|?",
        "31 April 2001|?",
        "1.13.2001|?",
        "0/1/2001|?",
        "3 may 50|1950-05-03",
        "3 may 49|2049-05-03",
        "3 May 1899|?",
        "MAY 3, 2001|2001-05-03",
        "2001-5/3|?",
        "Sun, 3 May 2001|2001-05-03",
        "hello|?"
      })
  void datesAreReadByRule(String text, String date) {
    assertThat(DateReader.read(text).map(LocalDate::toString).orElse("?")).isEqualTo(date);
  }

  @Test
  void datesThatAreWrittenAreReadByRule() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 5000; i++) {
      WrittenDate date = WrittenDate.random(i % 2 == 0, random);
      assertThat(DateReader.read(date.written())).contains(LocalDate.parse(date.standard()));
    }
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
    EncoderDecoderShape shape = new EncoderDecoderShape(LayerType.LSTM, 67, 12, 4, 5, 3);
    byte[][] bytes = new byte[2][];
    for (int i = 0; i < 2; i++) {
      TranslationTrainer trainer = new TranslationTrainer(TranslationTask.DATES, shape, 4, 0.01, 9);
      trainer.teach(5, (update, loss) -> {});
      bytes[i] = trainer.weights(Map.of()).toBytes();
    }
    assertThat(bytes[0]).isEqualTo(bytes[1]);
  }
}
