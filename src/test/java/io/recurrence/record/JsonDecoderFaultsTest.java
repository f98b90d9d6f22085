package io.recurrence.record;

import static io.recurrence.record.Decoding.assertRefused;
import static io.recurrence.record.Decoding.bytes;
import static io.recurrence.record.Decoding.read;
import static io.recurrence.record.Decoding.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that cannot be used, and what is said of them. */
class JsonDecoderFaultsTest {
  private final Decoder keyed = new JsonDecoder("", "/value", "", TimeUnit.MS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/value | {'v': 1, 'u': 2} | NO_VALUE | no /value: the document is an object with the fields v, u",
        "/value | {'schema': {}, 'payload': {'value': 1}} | NO_VALUE | fields schema, payload",
        "/a/b/c | {'a': {'b': 5}} | NO_VALUE | no /a/b/c: /a/b is a number",
        "/after/v | {'after': null} | NO_VALUE | no /after/v: /after is null",
        "/value | {} | NO_VALUE | the document is an empty object",
        "/value | {'value': {'v': 1, 'w': 2}} | NOT_A_NUMBER | /value is an object with the fields v, w; name one",
        "/value | {'value': [1]} | NOT_A_NUMBER | /value is a list of one element; /value/0 names it",
        "/value | {'value': []} | NOT_A_NUMBER | /value is an empty list",
        "/value | {'value': [1, 2, 3]} | SEVERAL_READINGS | /value is a list of 3 elements",
        "/value | [{'value': 1}, {'value': 2}] | SEVERAL_READINGS | the document is a list of 2 elements",
        "/value | [{'value': 1}] | NO_VALUE | the document is a list of one element; /0 names it",
        "/r/v | {'r': [{'v': 1}, {'v': 2}]} | SEVERAL_READINGS | /r is a list of 2 elements"
      })
  void whatStandsInsteadOfAValueIsNamed(
      String pointer, String document, Reason reason, String message) {
    BadRecordException e =
        refused(new JsonDecoder("", pointer, "", TimeUnit.MS), bytes(document.replace('\'', '"')));
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e).hasMessageContaining(message);
  }

  @Test
  void whatStandsInsteadOfASeriesOrATimeIsNamed() {
    Decoder decoder = new JsonDecoder("/s", "/v", "/t", TimeUnit.MS);
    assertThat(refused(decoder, bytes("{\"s\":[\"a\",\"b\"],\"v\":1,\"t\":1}")))
        .hasMessageContaining("/s is a list of 2 elements");
    assertThat(refused(decoder, bytes("{\"s\":{\"id\":\"a\"},\"v\":1,\"t\":1}")))
        .hasMessageContaining("/s is an object with the fields id");
    assertThat(refused(decoder, bytes("{\"s\":\"a\",\"v\":1,\"t\":{\"n\":1}}")))
        .hasMessageContaining("/t is an object with the fields n");
    assertRefused(decoder, "{\"s\":\"a\",\"v\":1,\"t\":{\"n\":1}}", Reason.BAD_TIME);
    assertRefused(decoder, "{\"s\":NaN,\"v\":1,\"t\":1}", Reason.NO_SERIES);
    assertRefused(decoder, "{\"s\":\"a\\u0000b\",\"v\":1,\"t\":1}", Reason.NO_SERIES);
    assertRefused(decoder, "{\"s\":\"a\\ud800\",\"v\":1,\"t\":1}", Reason.NO_SERIES);
    assertThat(read(decoder, "{\"s\":\"a\\ud83d\\ude00\",\"v\":1,\"t\":1}").series())
        .isEqualTo("a😀");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/0/value | [{'value': 1}, {'value': 2}] | the document is a list of 2 elements, of which only /0",
        "/readings/0/value | {'readings': [{'value': 1}, {'value': 2}]} | /readings is a list of 2 elements",
        "/readings/1 | {'readings': [1, 2, 3]} | of which only /readings/1 would be used",
        "/a/0/b/0 | {'a': [{'b': [1, 2]}]} | /a/0/b is a list of 2 elements"
      })
  void noElementIsTakenFromAListWhoseOthersWouldBeLost(
      String pointer, String document, String message) {
    byte[] record = bytes(document.replace('\'', '"'));
    BadRecordException e = refused(new JsonDecoder("", pointer, "", TimeUnit.MS), record);
    assertThat(e.reason()).isEqualTo(Reason.SEVERAL_READINGS);
    assertThat(e).hasMessageContaining(message).hasMessageContaining("input.lists: pick");
    assertThat(
            read(
                    new JsonDecoder(
                        "", List.of(pointer), false, TimeField.of("", TimeUnit.MS), true),
                    document.replace('\'', '"'))
                .present())
        .isTrue();
  }

  @Test
  void halfOfAPairOfSurrogatesIsNoSymbol() throws BadRecordException {
    JsonDecoder decoder =
        new JsonDecoder("", List.of("/s"), true, TimeField.of("", TimeUnit.MS), false);
    assertThat(read(decoder, "{\"s\":\"\\ud83d\\ude00\"}").present()).isTrue();
    BadRecordException e = refused(decoder, bytes("{\"s\":\"\\ud800\"}"));
    assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void ofSeveralValuesAllAreMissingOrNone() throws BadRecordException {
    JsonDecoder decoder =
        new JsonDecoder("", List.of("/x", "/y"), false, TimeField.of("", TimeUnit.MS), false);
    assertThat(read(decoder, "{\"x\":null,\"y\":null}").present()).isFalse();
    assertThat(read(decoder, "{\"x\":1,\"y\":2}").present()).isTrue();
    BadRecordException e = refused(decoder, bytes("{\"x\":1,\"y\":null}"));
    assertThat(e.reason()).isEqualTo(Reason.NO_VALUE);
    assertThat(e).hasMessageContaining("/y has no value");
    assertThat(refused(decoder, bytes("{\"x\":null,\"y\":2}"))).hasMessageContaining("/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": 1, \"value\": 2}",
        "{\"value\": null, \"value\": 2}",
        "{\"value\": 1} {\"value\": 2}",
        "{\"value\": 1} x",
        "{\"value\": 1}}",
        "{\"value\": 1",
        "{\"value\": ",
        "{\"value\"",
        "{",
        "[",
        "17",
        "\"value\"",
        "null",
        "nul",
        "{'value': 1}",
        "{value: 1}",
        "{\"value\": 01}",
        "{\"value\": .5}",
        "{\"value\": +5}",
        "{\"value\": -nan}",
        "{\"value\": 1,}",
        "// x\n{\"value\": 1}",
        "\u0000{\"value\": 1}"
      })
  void whatIsNoSingleJsonDocumentIsMalformed(String document) {
    assertRefused(keyed, document, Reason.MALFORMED);
  }

  @Test
  void whatIsNoNumberIsToldWithTheText() {
    for (String text :
        new String[] {
          "abc", "unavailable", "N/A", "-", "1,5", "1d", "2F", "0x1p3", "1e", "--1", "1 2"
        }) {
      BadRecordException e = refused(keyed, bytes("{\"value\": \"" + text + "\"}"));
      assertThat(e.reason()).as(text).isEqualTo(Reason.NOT_A_NUMBER);
      assertThat(e.getMessage()).contains("'" + text + "'");
    }
    assertRefused(keyed, "{\"value\": true}", Reason.NOT_A_NUMBER);
    String text = "9".repeat(30) + "x".repeat(5000);
    assertThat(refused(keyed, bytes("{\"value\": \"" + text + "\"}")).getMessage()).contains("…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e101",
        "-1e999",
        "Infinity",
        "-Infinity",
        "\"Infinity\"",
        "\"-1e200\"",
        "1e999999999"
      })
  void whatNoStateCanHoldIsNotFinite(String value) {
    assertRefused(keyed, "{\"value\": " + value + "}", Reason.NOT_FINITE);
  }

  @Test
  void depthAndLengthAreBounded() {
    assertRefused(keyed, "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", Reason.MALFORMED);
    assertRefused(keyed, "{\"value\": " + "1".repeat(2000) + "}", Reason.MALFORMED);
    assertRefused(keyed, "{\"value\": \"" + "1".repeat(10_000) + "\"}", Reason.MALFORMED);
    String padding = " ".repeat(Fields.LARGEST_RECORD);
    assertRefused(keyed, "{\"value\": 1}" + padding, Reason.TOO_LARGE);
    assertRefused(keyed, "", Reason.EMPTY);
  }

  @Test
  void aRecordWithoutValueOrKeyIsToldSo() {
    assertThatThrownBy(() -> keyed.decode(bytes("k"), null, 0, new Measurement()))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    assertThatThrownBy(() -> keyed.decode(null, bytes("{\"value\": 1}"), 0, new Measurement()))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SERIES));
    byte[] latin = {'k', (byte) 0xfc};
    assertThatThrownBy(() -> keyed.decode(latin, bytes("{\"value\": 1}"), 0, new Measurement()))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SERIES));
  }

  @Test
  void bytesThatAreNoTextAreMalformed() {
    byte[][] documents = {
      {'{', '"', 'v', (byte) 0xff, '"', ':', '1', '}'},
      {0, 0, 0, '{', 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
      {(byte) 0xfe, (byte) 0xff, 0, '{', (byte) 0xd8},
      {(byte) 0xff, (byte) 0xfe, '{'},
      {'{', 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
      {(byte) 0xc0, (byte) 0x80}
    };
    for (byte[] document : documents) {
      assertThat(refused(keyed, document).reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\": 1,, }|at byte 8, near",
        "{\"value\": 1|it breaks off after 11 bytes",
        "{'value': 1}|a Python dictionary",
        "21.5|a plain number, which input.format: number reads",
        "\"21.5\"|a plain number",
        "pump;21.5|a line of CSV, which input.format: csv reads",
        "weather,site=north temperature=21.5 1709510400000000000|Influx line protocol",
        "\"{\\\"value\\\": 1}\"|written twice"
      })
  void theMessageIsOursAndNotTheParsers(String document, String message) {
    assertThat(refused(keyed, bytes(document)))
        .hasMessageContaining(message)
        .hasMessageNotContaining("Read")
        .hasMessageNotContaining("token")
        .hasMessageNotContaining("UTF-32");
  }
}
