package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolWeightsTest {
  private final SymbolWeights weights =
      new SymbolWeights(
          "kind",
          new int[] {7, -1},
          List.of(List.of("a", "é"), List.of()),
          Map.of("seed", "1"),
          new float[] {1.5f});

  @Test
  void hasTheBytesOfItsFormat() {
    assertThat(HexFormat.of().formatHex(weights.toBytes()))
        .isEqualTo(
            "524543555253594d" // RECURSYM
                + "01000000" // format
                + "040000006b696e64"
                + "0200000007000000ffffffff" // sizes
                + "02000000020000000100000061" // alphabets
                + "02000000c3a900000000"
                + "08000000736565643a20310a" // provenance
                + "010000000000c03f" // weights
                + "d3dac6cb");
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("w");
    Files.write(file, weights.toBytes());
    SymbolWeights read = SymbolWeights.find(file.toString());
    assertThat(read.toBytes()).isEqualTo(weights.toBytes());
    assertThat(read.version()).isEqualTo(weights.version());
    assertThat(read.sizes("kind", 2, 2, "w")).containsExactly(7, -1);
    assertThat(read.alphabet(0)).containsExactly("a", "é");
    assertThat(read.provenance()).containsEntry("seed", "1");
    assertThat(read.values()).containsExactly(1.5f);
  }

  @Test
  void everyByteThatIsDamagedIsNoticed() {
    byte[] bytes = weights.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      assertThatThrownBy(() -> SymbolWeights.of(damaged, "w"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("w ");
    }
    for (int n = 0; n < bytes.length; n++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, n);
      assertThatThrownBy(() -> SymbolWeights.of(cut, "w"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("w ");
    }
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> SymbolWeights.find("nothing"))
        .hasMessage(
            "nothing is neither a file nor the name of weights that come with this version");
    assertThatThrownBy(() -> weights.sizes("kind", 3, 2, "w"))
        .hasMessage("w has 2 sizes and 2 alphabets, but kind has 3 and 2");
    assertThatThrownBy(
            () ->
                new SymbolWeights(
                    "kind", new int[0], List.of(List.of("a", "a")), Map.of(), new float[0]))
        .hasMessage("an alphabet has a symbol twice");
    assertThatThrownBy(
            () ->
                new SymbolWeights("kind", new int[0], List.of(), Map.of(), new float[] {Float.NaN}))
        .hasMessage("a weight is not finite");
  }
}
