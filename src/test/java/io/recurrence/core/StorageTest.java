package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StorageTest {

  @Test
  void sizeAndBytesAreTheSumsOfTheRuns() {
    Storage storage =
        Storage.of(Precision.DOUBLE, 3)
            .then(Precision.SINGLE, 5)
            .then(Precision.BRIEF, 7)
            .then(Precision.SHORT, 11);
    assertThat(storage.size()).isEqualTo(26);
    assertThat(storage.bytes()).isEqualTo(3 * 8 + 5 * 4 + 7 * 2 + 11 * 2);
  }

  @Test
  void theNameTellsRunsApartAndLeavesOutEmptyOnes() {
    Storage storage = Storage.of(Precision.DOUBLE, 3).then(Precision.SINGLE, 40);
    assertThat(storage).hasToString("3D40S");
    assertThat(storage.then(Precision.BRIEF, 0).then(Precision.SHORT, 2)).hasToString("3D40S2W");
    assertThat(storage.then(Precision.BRIEF, 2)).hasToString("3D40S2B");
    assertThat(Storage.of(Precision.DOUBLE, 0)).hasToString("");
  }

  @Test
  void addingARunLeavesTheStorageBeforeAsItWas() {
    Storage before = Storage.of(Precision.SINGLE, 4);
    Storage after = before.then(Precision.SHORT, 4);
    assertThat(before.size()).isEqualTo(4);
    assertThat(before.bytes()).isEqualTo(16);
    assertThat(after.size()).isEqualTo(8);
    assertThat(after.bytes()).isEqualTo(24);
  }

  @Test
  void eachRunIsRoundedByItsOwnPrecision() {
    Storage storage =
        Storage.of(Precision.DOUBLE, 1)
            .then(Precision.SINGLE, 1)
            .then(Precision.BRIEF, 1)
            .then(Precision.SHORT, 1);
    double[] h = {Math.PI, Math.PI, Math.PI, Math.PI};
    storage.round(h);
    assertThat(h).containsExactly(Math.PI, (float) Math.PI, 3.140625, 3);
  }

  @Property(seed = "13", tries = 500)
  void whatWasRoundedIsReadBackAndNothingAroundItIsTouched(
      @ForAll @Size(min = 1, max = 8) List<Precision> runs, @ForAll Random random) {
    Storage storage = Storage.of(Precision.DOUBLE, 0);
    for (Precision precision : runs) {
      storage = storage.then(precision, random.nextInt(6));
    }
    double[] h = new double[storage.size()];
    for (int i = 0; i < h.length; i++) {
      h[i] = random.nextGaussian() * StrictMath.pow(10, random.nextInt(80) - 40);
    }
    storage.round(h);
    int start = random.nextInt(9);
    byte[] bytes = new byte[start + storage.bytes() + 5];
    Arrays.fill(bytes, (byte) 0x5a);
    assertThat(storage.write(h, bytes, start)).isEqualTo(start + storage.bytes());
    double[] read = new double[h.length];
    assertThat(storage.read(bytes, start, read)).isEqualTo(start + storage.bytes());
    assertThat(read).isEqualTo(h);
    for (int i = 0; i < bytes.length; i++) {
      if (i < start || i >= start + storage.bytes()) {
        assertThat(bytes[i]).isEqualTo((byte) 0x5a);
      }
    }
  }
}
