package io.recurrence.record;

import static io.recurrence.record.Decoding.assertRefused;
import static io.recurrence.record.Decoding.bytes;
import static io.recurrence.record.Decoding.read;
import static io.recurrence.record.Decoding.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException.Reason;
import org.junit.jupiter.api.Test;

/** Records that are a line of CSV, or a number. */
class LineDecodersTest {
  private final Decoder csv = new CsvDecoder(1, 3, 2, TimeUnit.MS, ',');
  private final Decoder numbers = new NumberDecoder();

  @Test
  void columnsAreCountedFromOne() {
    Measurement reading = read(csv, "pump,1000,2.5,whatever");
    assertThat(reading.series()).isEqualTo("pump");
    assertThat(reading.time()).isEqualTo(1000);
    assertThat(reading.value()).isEqualTo(2.5);
  }

  @Test
  void columnZeroIsTheKeyAndTheTimestamp() {
    Measurement reading = read(new CsvDecoder(0, 1, 0, TimeUnit.MS, ';'), " 7 ;x");
    assertThat(reading.series()).isEqualTo("key");
    assertThat(reading.time()).isEqualTo(Decoding.TIMESTAMP);
    assertThat(reading.value()).isEqualTo(7);
  }

  @Test
  void quotesHoldDelimitersAndALineMayEndInALineBreak() {
    assertThat(read(csv, "\"a,\"\"b\"\"\",5,1\r\n").series()).isEqualTo("a,\"b\"");
    assertThat(read(csv, "a,5,1\n").value()).isEqualTo(1);
  }

  @Test
  void anEmptyValueIsAStepWithoutOne() {
    assertThat(read(csv, "a,5,").present()).isFalse();
    assertThat(read(csv, "a,5,\"  \"").present()).isFalse();
    for (String nothing : new String[] {"NaN", "nan", "NULL", "None", "NA", "<NA>"}) {
      assertThat(read(csv, "a,5," + nothing).present()).as(nothing).isFalse();
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    assertThat(read(csv, "\uFEFFpump,1000,2.5").series()).isEqualTo("pump");
    assertThat(read(numbers, "\uFEFF2.5").value()).isEqualTo(2.5);
  }

  @Test
  void aColumnThatIsNotThereIsToldByItsNumber() {
    assertRefused(csv, "a,5", Reason.NO_VALUE);
    assertRefused(csv, "a", Reason.NO_TIME);
    assertThat(refused(csv, bytes("a,5")).getMessage()).contains("2 columns", "column 3");
    assertThat(refused(csv, bytes("a;5;1")).getMessage()).contains("input.delimiter");
    assertThat(refused(csv, bytes("{\"value\": 1}")).getMessage()).contains("input.format: json");
    assertRefused(new CsvDecoder(4, 3, 2, TimeUnit.MS, ','), "a,5,1", Reason.NO_SERIES);
  }

  @Test
  void whatIsNoSingleLineIsRefused() {
    assertRefused(csv, "a,5,1\nb,6,2", Reason.MALFORMED);
    assertRefused(csv, "\n", Reason.EMPTY);
    assertRefused(csv, "", Reason.EMPTY);
    assertRefused(csv, ",5,1", Reason.NO_SERIES);
    assertRefused(csv, "a,5,x", Reason.NOT_A_NUMBER);
    assertRefused(csv, "a,five,1", Reason.BAD_TIME);
    assertThat(refused(csv, new byte[] {'a', ',', (byte) 0xff}).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aPlainNumberIsTheWholeRecord() {
    Measurement reading = read(numbers, " -1.5e3\n");
    assertThat(reading.series()).isEqualTo("key");
    assertThat(reading.time()).isEqualTo(Decoding.TIMESTAMP);
    assertThat(reading.value()).isEqualTo(-1500);
    assertThat(reading.present()).isTrue();
  }

  @Test
  void whatIsNoPlainNumberIsRefused() {
    assertRefused(numbers, "", Reason.EMPTY);
    assertThat(read(numbers, " ").present()).isFalse();
    assertThat(read(numbers, "NaN").present()).isFalse();
    assertRefused(numbers, "1 2", Reason.NOT_A_NUMBER);
    assertRefused(numbers, "1f", Reason.NOT_A_NUMBER);
    assertRefused(numbers, "{\"value\": 1}", Reason.NOT_A_NUMBER);
    assertRefused(numbers, "Infinity", Reason.NOT_FINITE);
    assertThat(refused(numbers, bytes("{\"value\": 1}")))
        .hasMessageContaining("JSON, which input.format: json reads");
    assertThat(refused(numbers, bytes("23,5"))).hasMessageContaining("decimal point");
    assertThat(refused(numbers, bytes("23.5 C"))).hasMessageContaining("write the number alone");
    assertThat(refused(numbers, new byte[] {0x40, 0x35, (byte) 0x80, 0, 0, 0, 0, 0}))
        .hasMessageContaining("an 8-byte double, 21.5");
    assertRefused(numbers, "1e101", Reason.NOT_FINITE);
    assertThat(refused(numbers, new byte[] {(byte) 0x80}).reason()).isEqualTo(Reason.NOT_A_NUMBER);
    assertThatThrownBy(() -> numbers.decode(null, bytes("1"), 0, new Measurement()))
        .hasMessageContaining("series");
  }
}
