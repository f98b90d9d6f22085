package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingForecastsTest {
  private static final int SLOTS = 5;
  private static final int EXPERTS = 4;

  private final MemoryAllocator allocator = new MemoryAllocator();
  private final PendingForecasts pending = new PendingForecasts(allocator, SLOTS, EXPERTS, true);
  private final double[] h = new double[allocator.storage().size()];

  PendingForecastsTest() {
    pending.clear(h);
  }

  private void write(int slot, double origin, double largest, double[] z) {
    pending.open(h, slot, origin, largest, .75);
    for (int e = 0; e < EXPERTS; e++) {
      pending.expert(h, slot, e, e == 0 ? origin : z[e]);
    }
    pending.mixtures(h, slot, z[4], z[5]);
    pending.report(h, slot, z[6], z[7], z[8]);
  }

  private double[] read(int slot) {
    return new double[] {
      pending.origin(h, slot),
      pending.expert(h, slot, 1),
      pending.expert(h, slot, 2),
      pending.expert(h, slot, 3),
      pending.boa(h, slot),
      pending.recent(h, slot),
      pending.mean(h, slot),
      pending.lower(h, slot),
      pending.upper(h, slot)
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-3, 1, 300, 1e9})
  void whatWasSaidComesBackToAThirtyThousandthOfTheLargestDifference(double size) {
    Random random = new Random(71);
    for (int i = 0; i < 200; i++) {
      double origin = (float) (random.nextGaussian() * size);
      double[] z = Signals.of(9, k -> origin + size * (2 * random.nextDouble() - 1));
      z[0] = origin;
      write(i % SLOTS, origin, size, z);
      double[] back = read(i % SLOTS);
      assertThat(pending.expert(h, i % SLOTS, 0)).isEqualTo(origin);
      for (int k = 0; k < z.length; k++) {
        assertThat(back[k]).as("column %d", k).isCloseTo(z[k], within(size / 65_000));
      }
      assertThat(pending.scale(h, i % SLOTS)).isEqualTo(.75);
    }
  }

  @Test
  void storedBytesAreReadBackAsTheyWereLeft() {
    Random random = new Random(72);
    write(1, 2.5f, 10, Signals.of(9, k -> 2.5 + 9 * random.nextGaussian() / 4));
    double[] kept = h.clone();
    allocator.storage().round(kept);
    for (int i = 0; i < h.length; i++) {
      assertThat(Double.doubleToRawLongBits(kept[i])).isEqualTo(Double.doubleToRawLongBits(h[i]));
    }
  }

  @Test
  void nothingWaitsBeforeItIsOpenedNorOnceItIsDropped() {
    for (int slot = 0; slot < SLOTS; slot++) {
      assertThat(pending.waits(h, slot)).isFalse();
    }
    write(2, 1, 0, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
    assertThat(pending.waits(h, 2)).as("though all agree").isTrue();
    assertThat(pending.waits(h, 1)).isFalse();
    assertThat(read(2)).containsOnly(1);
    pending.drop(h, 2);
    assertThat(pending.waits(h, 2)).isFalse();
  }

  @Test
  void aNewUnitAndBaseChangeWhatWaitsAndLeaveWhatDoesNot() {
    double[] z = {4, 5, 3, 8, 5.5, 4.5, 5, 1, 9};
    write(0, 4, 5, z);
    pending.transform(h, .25, 3);
    double[] back = read(0);
    for (int k = 0; k < z.length; k++) {
      assertThat(back[k]).isCloseTo(z[k] * .25 - 3, within(1e-4));
    }
    assertThat(pending.scale(h, 0)).isEqualTo(.1875);
    assertThat(pending.waits(h, 0)).isTrue();
    assertThat(pending.waits(h, 1)).isFalse();
  }

  @Test
  void whatWasToldIsKeptOnlyWhereItIsToBeReported() {
    MemoryAllocator lean = new MemoryAllocator();
    PendingForecasts without = new PendingForecasts(lean, SLOTS, EXPERTS, false);
    assertThat(without.hasReport()).isFalse();
    assertThat(allocator.storage().bytes() - lean.storage().bytes()).isEqualTo(SLOTS * 3 * 2);
    assertThat(lean.storage().bytes()).isEqualTo(SLOTS * (4 + 4 + 2 + 2 * (EXPERTS + 1)));
  }
}
