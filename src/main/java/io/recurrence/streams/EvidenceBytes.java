package io.recurrence.streams;

import io.recurrence.detect.GroupEvidence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a record says to its group, on its way to where the group is followed:
 *
 * <pre>
 *  format 1 : byte | time : int64 | p : float64 | weight : int64 | series in UTF-8
 * </pre>
 */
final class EvidenceBytes {
  private static final byte FORMAT = 1;
  private static final int HEADER = Byte.BYTES + 2 * Long.BYTES + Double.BYTES;

  private EvidenceBytes() {}

  static byte[] of(GroupEvidence evidence) {
    byte[] series = evidence.series().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER + series.length)
        .put(FORMAT)
        .putLong(evidence.time())
        .putDouble(evidence.p())
        .putLong(evidence.weight())
        .put(series)
        .array();
  }

  static GroupEvidence read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "evidence of format %d was written by a later version; upgrade this instance too"
              .formatted(format));
    }
    long time = in.getLong();
    double p = in.getDouble();
    long weight = in.getLong();
    return new GroupEvidence(StandardCharsets.UTF_8.decode(in).toString(), time, p, weight);
  }
}
