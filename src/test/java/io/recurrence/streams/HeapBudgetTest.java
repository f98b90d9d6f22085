package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  private static final long GB = 1L << 30;

  @Test
  void aQuarterOfASmallHeapAndMoreOfALargeOneIsForStates() {
    assertThat(HeapBudget.standard(GB / 4)).isEqualTo(GB / 16);
    assertThat(HeapBudget.standard(4 * GB)).isEqualTo(GB);
    assertThat(HeapBudget.standard(6 * GB)).isEqualTo(3 * GB);
    assertThat(HeapBudget.standard(8 * GB)).as("a million series of 4.6 KB").isEqualTo(5 * GB);
    assertThat(HeapBudget.standard(32 * GB)).isEqualTo(20 * GB);
  }

  @Test
  void openStoresHaveEqualShares() {
    HeapBudget budget = new HeapBudget();
    budget.limit(Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "1000"));
    assertThat(budget.share()).isEqualTo(1000);
    budget.open();
    budget.open();
    assertThat(budget.share()).isEqualTo(500);
    budget.close();
    assertThat(budget.share()).isEqualTo(1000);
  }
}
