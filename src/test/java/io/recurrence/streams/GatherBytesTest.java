package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.streams.Watermark.Progress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What lies in an internal topic and in a store must be read by the versions to come. */
class GatherBytesTest {
  private static final String WATERMARK = "010200000003000000080000018bcfe5680000000000000007d0";
  private static final String BUFFERED =
      "010000018bcfe5680000000001"
          + "78"
          + "00000002"
          + "3432"
          + "00000002"
          + "00000001"
          + "74"
          + "00000001"
          + "2a"
          + "00000001"
          + "6e"
          + "ffffffff";

  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void aWatermarkIsReadAsItWasWritten() {
    Watermark watermark = new Watermark(3, 8, Progress.CURRENT, 1_700_000_000_000L, 2000);
    assertThat(hex(watermark.toBytes())).isEqualTo(WATERMARK);
    assertThat(Watermark.of(HexFormat.of().parseHex(WATERMARK))).isEqualTo(watermark);
    assertThatThrownBy(() -> Watermark.of(new byte[] {9}))
        .hasMessageContaining("a later version; upgrade this instance too");
  }

  @Test
  void aBufferedRecordIsReadAsItWasWritten() {
    headers.add("t", new byte[] {42}).add("n", null);
    Record<byte[], byte[]> record =
        new Record<>(bytes("x"), bytes("42"), 1_700_000_000_000L, headers);
    assertThat(hex(BufferedRecord.toBytes(record))).isEqualTo(BUFFERED);

    Record<byte[], byte[]> read = BufferedRecord.of(HexFormat.of().parseHex(BUFFERED));
    assertThat(read.key()).isEqualTo(bytes("x"));
    assertThat(read.value()).isEqualTo(bytes("42"));
    assertThat(read.timestamp()).isEqualTo(1_700_000_000_000L);
    assertThat(read.headers().toArray()).isEqualTo(headers.toArray());
    assertThat(BufferedRecord.of(BufferedRecord.toBytes(record.withValue(null))).value()).isNull();
  }

  @Test
  void watermarksGoToEachPartitionAndRecordsWhereTheirKeyBelongs() {
    Broadcast toAll = new Broadcast();
    assertThat(toAll.partitions("t", Broadcast.key(), new byte[0], 3))
        .isEqualTo(Optional.of(Set.of(0, 1, 2)));
    assertThat(toAll.partitions("t", bytes("x"), new byte[0], 3)).isEmpty();
    assertThat(toAll.partitions("t", new byte[0], new byte[0], 3)).isEmpty();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
