package io.recurrence.detect;

import io.recurrence.core.GroupReport.Share;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names of series, and their shares, in the memory of a group. */
final class SharesBytes {
  private SharesBytes() {}

  /** How many bytes a text takes. */
  static int length(String text) {
    return Short.BYTES + text.getBytes(StandardCharsets.UTF_8).length;
  }

  static void text(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  static String text(ByteBuffer in) {
    byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many bytes shares take. */
  static int length(List<Share> shares) {
    return Short.BYTES + shares.stream().mapToInt(s -> length(s.series()) + Double.BYTES).sum();
  }

  static void shares(ByteBuffer out, List<Share> shares) {
    out.putShort((short) shares.size());
    for (Share share : shares) {
      text(out, share.series());
      out.putDouble(share.share());
    }
  }

  static List<Share> shares(ByteBuffer in) {
    int count = in.getShort();
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shares.add(new Share(text(in), in.getDouble()));
    }
    return List.copyOf(shares);
  }
}
