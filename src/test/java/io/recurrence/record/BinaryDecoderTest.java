package io.recurrence.record;

import static io.recurrence.record.EncodedOutputs.outputs;
import static io.recurrence.record.EncodedOutputs.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.StepResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Binary records that are read again, and bytes that are none. */
class BinaryDecoderTest {
  private static final double CONFIDENCE = 0.9;
  private static final String VERSION = "ünit@1f";

  private final JsonEncoder json = new JsonEncoder(CONFIDENCE, VERSION);
  private final BinaryEncoder binary = new BinaryEncoder(CONFIDENCE, VERSION);
  private final BinaryDecoder decoder = new BinaryDecoder();

  @Test
  void namesOfAllKindsAreReadAgainAsTheKeyOfTheRecordIs() {
    StepResult[] last = new StepResult[1];
    outputs(0, 1, out -> last[0] = out);
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder("n");
      int length = random.nextInt(40);
      int widest = new int[] {0x20, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(5)];
      for (int j = 0; j < length; j++) {
        name.appendCodePoint(random.nextInt(widest)); // halves of pairs among them
      }
      String key =
          new String(name.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(
              parse(json.outcome(name.toString(), last[0].outcomes(), 0)).get("series").textValue())
          .isEqualTo(key);
      assertThat(
              decoder.fields(binary.outcome(name.toString(), last[0].outcomes(), 0)).get("series"))
          .isEqualTo(key);
    }
  }

  @Test
  void whatIsNotBinaryIsReturnedAsItIs() {
    byte[] document = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(decoder.json(document)).isSameAs(document);
    assertThat(decoder.json(new byte[0])).isEmpty();
    assertThatThrownBy(() -> decoder.fields(document))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("not a binary record");
  }

  @Test
  void damagedRecordsGiveAClearError() {
    StepResult[] last = new StepResult[1];
    outputs(0, 1, out -> last[0] = out);
    for (byte[] record :
        new byte[][] {
          binary.anomaly("a", last[0].judgement()),
          binary.forecast("a", last[0].forecast()),
          binary.forecastStep("a", last[0].forecast(), 1),
          binary.outcome("a", last[0].outcomes(), 0),
          binary.features("a", last[0].features())
        }) {
      for (int length = 0; length < record.length; length++) {
        byte[] cut = Arrays.copyOf(record, length);
        assertThatThrownBy(() -> decoder.fields(cut))
            .isInstanceOf(RecordFormatException.class)
            .hasMessageContaining("the record ends at byte " + length);
      }
      assertThatThrownBy(() -> decoder.json(Arrays.copyOf(record, record.length + 2)))
          .isInstanceOf(RecordFormatException.class)
          .hasMessageContaining("2 bytes behind its end");
      Random random = new Random(6);
      for (int i = 0; i < 3_000; i++) { // it is read as something, or refused, and nothing else
        byte[] spoilt = record.clone();
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
        try {
          if (BinaryDecoder.recognises(spoilt)) {
            parse(decoder.json(spoilt));
          }
        } catch (RecordFormatException e) {
          assertThat(e).hasMessageNotContaining("null");
        }
      }
    }
    byte[] later = binary.anomaly("a", last[0].judgement());
    later[1] = 9;
    assertThatThrownBy(() -> decoder.json(later))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage("the record has format version 9; version 1 is known here");
    later[1] = 1;
    later[2] = 77;
    assertThatThrownBy(() -> decoder.json(later)).hasMessageContaining("number 77");
  }
}
