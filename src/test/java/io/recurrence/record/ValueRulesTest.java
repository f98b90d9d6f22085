package io.recurrence.record;

import static io.recurrence.record.Decoding.assertRefused;
import static io.recurrence.record.Decoding.bytes;
import static io.recurrence.record.Decoding.read;
import static io.recurrence.record.Decoding.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.ValueRange;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.ValueRules.Outside;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRulesTest {
  private static final ValueRange PERCENT = new ValueRange(0, 100);

  private static ValueRules rules(boolean comma, Outside outside) {
    return new ValueRules(
        Set.of("unavailable", "n/a"),
        Set.of(-127.0, 85.0),
        Map.of("on", 1.0, "off", 0.0, "true", 1.0, "false", 0.0),
        Set.of("°C", "%"),
        comma ? ValueRules.DecimalMark.COMMA : ValueRules.DecimalMark.UNSTATED,
        PERCENT,
        outside);
  }

  private static List<Decoder> decoders(ValueRules rules) {
    return List.of(
        new JsonDecoder("", "/0", "", TimeUnit.MS).rules(rules),
        new CsvDecoder(0, 1, 0, TimeUnit.MS, ';').rules(rules),
        new NumberDecoder(rules));
  }

  /** The value as each of the formats has it, as text. */
  private static String written(Decoder decoder, String value) {
    return decoder instanceof JsonDecoder ? "[\"" + value + "\"]" : value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"unavailable", " Unavailable ", "N/A", "-127", "-127.0", "85", "NaN", ""})
  void whatStandsForNoValueIsAStepWithoutOneInEveryFormat(String text) {
    for (Decoder decoder : decoders(rules(false, Outside.REFUSE))) {
      if (decoder instanceof JsonDecoder || !text.isEmpty()) {
        assertThat(read(decoder, written(decoder, text)).present()).as(text).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[-127]", "[85.0]", "[8.5e1]", "[null]", "[NaN]"})
  void numbersOfJsonStandForNoValueToo(String document) {
    Decoder json = decoders(rules(false, Outside.REFUSE)).get(0);
    assertThat(read(json, document).present()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"on, 1", "OFF, 0", "true, 1", "False, 0", "21.5, 21.5", "21.5 °C, 21.5", "7%, 7"})
  void wordsHaveTheirNumbersAndUnitsAreLeftOut(String text, double value) {
    for (Decoder decoder : decoders(rules(false, Outside.REFUSE))) {
      assertThat(read(decoder, written(decoder, text)).value()).isEqualTo(value);
    }
  }

  @Test
  void booleansOfJsonAreNumbersWhereTheWordsSaySo() {
    Decoder json = decoders(rules(false, Outside.REFUSE)).get(0);
    assertThat(read(json, "[true]").value()).isEqualTo(1);
    assertThat(read(json, "[false]").value()).isEqualTo(0);
    assertRefused(decoders(ValueRules.NONE).get(0), "[true]", Reason.NOT_A_NUMBER);
  }

  @Test
  void aDecimalCommaIsReadAndAPointThenRefused() {
    for (Decoder decoder : decoders(rules(true, Outside.REFUSE))) {
      assertThat(read(decoder, written(decoder, "21,5")).value()).isEqualTo(21.5);
      assertThat(read(decoder, written(decoder, "21,5 °C")).value()).isEqualTo(21.5);
      assertThat(refused(decoder, bytes(written(decoder, "1.234,5"))))
          .hasMessageContaining("the value 1234.5 is outside");
      assertThat(refused(decoder, bytes(written(decoder, "21.5"))))
          .hasMessageContaining("has a decimal point");
      assertRefused(decoder, written(decoder, "1,2,3"), Reason.NOT_A_NUMBER);
      assertThat(read(decoder, written(decoder, ",5")).value()).isEqualTo(.5);
      assertThat(read(decoder, written(decoder, "21,5\u00a0°C")).value()).isEqualTo(21.5);
      for (String parted : List.of("1 234,5", "1\u202f234,5", "1'234,5")) {
        assertThat(refused(decoder, bytes(written(decoder, parted))))
            .hasMessageContaining("the value 1234.5 is outside");
      }
      assertThat(refused(decoder, bytes(written(decoder, "1,234,5"))))
          .hasMessageContaining("is not a number with a decimal comma");
    }
    assertThat(read(decoders(rules(true, Outside.REFUSE)).get(0), "[21.5]").value())
        .isEqualTo(21.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"21.5 °F", "°C", "10:30", "0x10 %", "12 % %", "unknown", "1.5f"})
  void otherTextsAreRefused(String text) {
    for (Decoder decoder : decoders(rules(false, Outside.REFUSE))) {
      assertRefused(decoder, written(decoder, text), Reason.NOT_A_NUMBER);
    }
  }

  @Test
  void aValueOutsideOfTheRangeIsWhatTheInputSays() {
    for (String text : List.of("-0.001", "100.5", "1e90")) {
      for (Decoder decoder : decoders(rules(false, Outside.REFUSE))) {
        assertThat(refused(decoder, bytes(written(decoder, text))))
            .hasMessageContaining("outside of the range [0.0, 100.0]")
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE));
      }
      for (Decoder decoder : decoders(rules(false, Outside.MISSING))) {
        assertThat(read(decoder, written(decoder, text)).present()).isFalse();
      }
      for (Decoder decoder : decoders(rules(false, Outside.KEEP))) {
        assertThat(read(decoder, written(decoder, text)).value())
            .isEqualTo(Double.parseDouble(text));
      }
    }
    for (Decoder decoder : decoders(rules(false, Outside.REFUSE))) {
      assertThat(read(decoder, written(decoder, "0")).value()).isZero();
      assertThat(read(decoder, written(decoder, "100")).value()).isEqualTo(100);
      assertRefused(decoder, written(decoder, "1e400"), Reason.NOT_FINITE);
    }
  }

  @Property(seed = "5", tries = 5_000)
  void whateverTheTextThereIsAValueInTheRangeOrAReason(
      @ForAll String text, @ForAll double number, @ForAll boolean comma) {
    ValueRules rules = rules(comma, Outside.REFUSE);
    for (String written : List.of(text, number + text, number + "%", number + " °C" + text)) {
      try {
        double value = rules.value(written);
        assertThat(Double.isNaN(value) || PERCENT.contains(value)).as(written).isTrue();
      } catch (BadRecordException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void aWordWithANumberIsNotMissingAndAUnitIsTakenWhole() throws BadRecordException {
    ValueRules rules =
        new ValueRules(
            Set.of(),
            Set.of(),
            Map.of("none", 0.0, "na", 3.0),
            new LinkedHashSet<>(List.of("mm", "m")),
            ValueRules.DecimalMark.UNSTATED,
            ValueRange.ALL,
            Outside.REFUSE);
    assertThat(rules.value("None")).isZero();
    assertThat(rules.value("NA")).isEqualTo(3);
    assertThat(rules.value("null")).isNaN();
    assertThat(rules.value("5 mm")).isEqualTo(5);
    assertThat(rules.value("NaN m")).isNaN();
    assertThatThrownBy(() -> rules.value("5 km")).hasMessageContaining("'5 km' is not a number");
  }
}
