package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weights of dates that come with this version. */
class ShippedDatesTest {
  private final SymbolWeights weights = SymbolWeights.find("dates");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11 March 2024|2024-03-11",
        "Mar 11, 2024|2024-03-11",
        "11/03/24|2024-03-11",
        "11.3.24|2024-03-11",
        "11-Mar-2024|2024-03-11",
        "Fri, 31 Dec 1999|1999-12-31",
        "February 29, 2000|2000-02-29",
        "3 may 1999|1999-05-03",
        "2024-03-11|2024-03-11",
        "31 February 2001|?",
        "30/02/2000|?",
        "29 Feb 2001|?",
        "12.31.1999|?",
        "hello world|?",
        "12345|?"
      })
  void translateWhatPeopleWrite(String written, String standard) {
    for (int beam : new int[] {1, 4}) {
      Translator translator = new Translator(weights, "dates", 32, 16, beam);
      double[] h = new double[translator.size()];
      for (int i = 0; i < written.length(); i++) {
        translator.step(h, translator.source().indexOf(written.substring(i, i + 1)));
      }
      Translation translation = translator.translate(h);
      assertThat(
              Arrays.stream(translation.symbols())
                  .mapToObj(translator.target()::get)
                  .collect(Collectors.joining()))
          .isEqualTo(standard);
      assertThat(translation.complete()).isTrue();
    }
  }

  /** Days that months do not have, learned from or not. */
  @Test
  void daysThatDoNotExistAreRefused() {
    Translator translator = new Translator(weights, "dates", 32, 16, 1);
    double[] h = new double[translator.size()];
    int refused = 0;
    int asked = 0;
    for (int year = 1900; year < 2100; year++) {
      for (String text :
          List.of("31 April %d", "Feb 30, %d", "31.6.%d", "31/09/%d", "%d-11-31", "31-Feb-%d")) {
        String written = text.formatted(year);
        for (int i = 0; i < written.length(); i++) {
          translator.step(h, translator.source().indexOf(written.substring(i, i + 1)));
        }
        refused += translator.translate(h).symbols().length == 1 ? 1 : 0;
        translator.clear(h);
        asked++;
      }
    }
    assertThat((double) refused / asked).isGreaterThan(.99);
  }

  @Test
  void datesNeverLearnedFromAreExact() {
    TranslationExam exam = new TranslationExam(TranslationTask.DATES, weights, 32);
    assertThat(exam.exact(2000, 4711)).isGreaterThanOrEqualTo(0.99);
    assertThat(exam.refused(2000, 4711)).isGreaterThanOrEqualTo(0.98);
  }
}
