package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bytes that are not the state they claim to be are refused, or are a state that works. */
class StateDamageTest {
  private final SeriesPipeline pipeline = Pipelines.baseline(6).single(true).build();
  private final byte[] sound = sound();

  private byte[] sound() {
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.lifelike(3, 40);
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t * 1000L, x[t], out);
    }
    return s.toBytes();
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 0; length < sound.length; length++) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> pipeline.read(cut)).isInstanceOf(StateFormatException.class);
      assertThatThrownBy(() -> pipeline.carryOver(cut)).isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void everyExtensionIsRefused() {
    for (int more = 1; more < 20; more++) {
      byte[] longer = Arrays.copyOf(sound, sound.length + more);
      assertThatThrownBy(() -> pipeline.read(longer)).isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void aFlippedBitOfHeaderOrDirectoryIsRefusedOrLeavesAStateThatWorks() {
    int stored = (int) pipeline.stages().values().stream().filter(bytes -> bytes > 0).count();
    int directory = StateBytes.HEADER + StateBytes.ENTRY * stored;
    int refused = 0;
    for (int bit = 0; bit < 8 * directory; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      State s;
      try {
        s = pipeline.read(damaged);
      } catch (StateFormatException e) {
        refused++;
        continue;
      }
      assertThat(bit / 8).as("byte of the header").isBetween(12, StateBytes.HEADER - 1);
      StepResult out = pipeline.newOutput();
      for (int t = 0; t < 20; t++) {
        pipeline.step(s, s.time() + 1000, 50 + t, out);
      }
      assertThat(out.forecast().mean(1)).isFinite();
    }
    assertThat(refused).isGreaterThan(8 * (12 + directory - StateBytes.HEADER));
  }

  @Test
  void aDirectoryThatAddsUpOnlyByOverflowIsRefused() {
    byte[] damaged = sound.clone();
    int entry = StateBytes.HEADER + 4;
    damaged[entry + 3] ^= 0x40; // 2^29 more doubles: 2^32 bytes
    assertThatThrownBy(() -> pipeline.read(damaged)).isInstanceOf(StateFormatException.class);
    assertThatThrownBy(() -> pipeline.carryOver(damaged)).isInstanceOf(StateFormatException.class);
  }

  @Test
  void arbitraryBytesAreRefused() {
    double[] noise = Signals.normal(8, 4000);
    for (int length = 0; length < 400; length += 7) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (100 * noise[length + i]);
      }
      assertThatThrownBy(() -> pipeline.carryOver(bytes)).isInstanceOf(StateFormatException.class);
    }
  }
}
