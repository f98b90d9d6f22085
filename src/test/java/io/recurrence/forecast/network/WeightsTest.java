package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.network.layer.LayerType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
  private static final Architecture SMALL = new Architecture(LayerType.LSTM, 1, 2, 3);

  private static Weights small() {
    return new Weights(SMALL, Map.of("seed", "1", "input", "none"), Network.initial(SMALL, 1));
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("small");
    Files.write(file, small().toBytes());
    Weights read = Weights.find(file.toString());
    assertThat(read.values()).containsExactly(small().values());
    assertThat(read.architecture()).isEqualTo(SMALL);
    assertThat(read.provenance()).containsEntry("seed", "1").containsEntry("input", "none");
    assertThat(read.version()).isEqualTo(small().version()).hasSize(8);
  }

  @Test
  void theFormatIsTheReleasedOne() {
    byte[] bytes = small().toBytes();
    assertThat(new String(bytes, 0, 8, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("RECURNET");
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(8);
    int n = Network.weights(SMALL);
    int[] header = new int[8];
    for (int i = 0; i < 8; i++) {
      header[i] = in.getInt();
    }
    assertThat(header).containsExactly(1, 1, 2, 1, 2, 3, n, 20);
    assertThat(bytes).hasSize(40 + 20 + 4 * n + 4);
    assertThat(small().version()).isEqualTo("b9495499");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 12, 20, 41, 61, 200})
  void damageIsNoticedWhereverItIs(int at) {
    byte[] bytes = small().toBytes();
    bytes[at] ^= 4;
    assertThatThrownBy(() -> Weights.of(bytes, "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("w (is not a file of weights|has format|is damaged).*");
  }

  @Test
  void aFileCutShortIsRefused() {
    byte[] bytes = small().toBytes();
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Weights.of(cut, "w")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anotherLayoutOfInputsIsRefused() {
    assertThatThrownBy(() -> Weights.of(changed(12, 9), "w"))
        .hasMessage("w is for layout 9 of the inputs, but this version has 1; train it again");
  }

  @Test
  void aShapeThatDoesNotGoWithTheWeightsIsRefused() {
    assertThatThrownBy(() -> Weights.of(changed(24, 3), "w"))
        .hasMessageMatching("w cannot be used: \\d+ weights, but .* has \\d+");
    assertThatThrownBy(() -> Weights.of(changed(20, 1000), "w"))
        .hasMessageStartingWith("w cannot be used: a network has 1 to 8 layers");
    assertThatThrownBy(() -> Weights.of(changed(16, 77), "w"))
        .hasMessage("w has layers of an unknown type, 77");
    assertThatThrownBy(() -> Weights.of(changed(32, 1 << 30), "w"))
        .hasMessage("w has a header that does not go with its length");
  }

  @Test
  void aWeightThatIsNotANumberIsRefused() {
    float[] values = Network.initial(SMALL, 1);
    values[3] = Float.NaN;
    assertThatThrownBy(() -> new Weights(SMALL, Map.of(), values))
        .hasMessage("a weight is not finite");
  }

  @Test
  void aFileThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> Weights.find("no-such"))
        .hasMessage(
            "no-such is neither a file nor the name of weights that come with this version");
  }

  /** The bytes with one number of the header replaced, and a checksum that goes with it. */
  private static byte[] changed(int at, int value) {
    byte[] bytes = small().toBytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 4);
    return buffer.putInt(bytes.length - 4, (int) crc.getValue()).array();
  }
}
