package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
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

  @Test
  void datesNeverLearnedFromAreExact() {
    assertThat(new TranslationExam(TranslationTask.DATES, weights, 32).exact(2000, 4711))
        .isGreaterThanOrEqualTo(0.99);
  }
}
