package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinaryNumberDecoderTest {
  private static final byte[] KEY = "k".getBytes(StandardCharsets.UTF_8);

  private static Measurement decoded(BinaryNumberDecoder.Type type, byte @Nullable [] value)
      throws BadRecordException {
    Measurement into = new Measurement();
    new BinaryNumberDecoder(type, ValueRules.NONE).decode(KEY, value, 5, into);
    return into;
  }

  @Test
  void numbersAreReadAsKafkaWritesThem() throws BadRecordException {
    assertThat(
            decoded(BinaryNumberDecoder.Type.DOUBLE, new DoubleSerializer().serialize("t", -21.5))
                .value())
        .isEqualTo(-21.5);
    assertThat(
            decoded(BinaryNumberDecoder.Type.FLOAT, new FloatSerializer().serialize("t", 0.25f))
                .value())
        .isEqualTo(0.25);
    assertThat(
            decoded(BinaryNumberDecoder.Type.LONG, new LongSerializer().serialize("t", -7L))
                .value())
        .isEqualTo(-7);
    assertThat(
            decoded(BinaryNumberDecoder.Type.INT, new IntegerSerializer().serialize("t", 1 << 30))
                .value())
        .isEqualTo(1 << 30);
    Measurement missing =
        decoded(BinaryNumberDecoder.Type.DOUBLE, new DoubleSerializer().serialize("t", Double.NaN));
    assertThat(missing.present()).isFalse();
    assertThat(missing.series()).isEqualTo("k");
    assertThat(missing.time()).isEqualTo(5);
  }

  @Test
  void whatIsNoSuchNumberIsRefusedWithTheFormatThatItLooksLike() {
    byte[] number = new DoubleSerializer().serialize("t", 21.5);
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.INT, number))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_NUMBER))
        .hasMessage(
            "the value has 8 bytes, but input.format: int reads 4; it looks like an 8-byte double, 21.5,"
                + " which input.format: double reads");
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.DOUBLE, null))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    byte[] infinite = new DoubleSerializer().serialize("t", Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.DOUBLE, infinite))
        .hasMessageContaining("not finite");
  }

  @Test
  void bytesOfAnotherKindOfNumberAreRefused() {
    byte[] real = new DoubleSerializer().serialize("t", 21.5);
    byte[] whole = new LongSerializer().serialize("t", 21L);
    byte[] text = "12345678".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.LONG, real))
        .hasMessageContaining("a double, which input.format: double reads");
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.DOUBLE, whole))
        .hasMessageContaining("a whole number, which input.format: long reads");
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.DOUBLE, text))
        .hasMessageContaining("a number as text, which input.format: number reads");
    byte[] four = new IntegerSerializer().serialize("t", 7);
    assertThatThrownBy(() -> decoded(BinaryNumberDecoder.Type.FLOAT, four))
        .hasMessageContaining("a whole number, which input.format: int reads");
  }

  @Test
  void zeroIsANumberOfEachKind() throws BadRecordException {
    assertThat(decoded(BinaryNumberDecoder.Type.DOUBLE, new byte[8]).value()).isZero();
    assertThat(decoded(BinaryNumberDecoder.Type.LONG, new byte[8]).value()).isZero();
    assertThat(decoded(BinaryNumberDecoder.Type.FLOAT, new byte[4]).value()).isZero();
  }
}
