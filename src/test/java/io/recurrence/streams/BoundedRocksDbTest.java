package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class BoundedRocksDbTest {

  @Test
  void allStoresShareOneBoundedCacheAndTheirWriteBuffersCountInIt() {
    RocksDB.loadLibrary();
    try (Options one = new Options();
        Options other = new Options()) {
      for (Options options : new Options[] {one, other}) {
        options.setTableFormatConfig(new BlockBasedTableConfig());
        new BoundedRocksDb().setConfig("states", options, Map.of());
      }
      assertThat(one.writeBufferManager()).isNotNull().isSameAs(other.writeBufferManager());
      assertThat(((BlockBasedTableConfig) one.tableFormatConfig()).cacheIndexAndFilterBlocks())
          .isTrue();
      assertThat(BoundedRocksDb.bytes())
          .isBetween(32L << 20, Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 8));
    }
  }

  @Test
  void aPipelineKeepsAndFindsItsStates() {
    try (PipelineDriver driver =
        new PipelineDriver(
            "{name: t, input: {topic: in, format: number}, output: {anomalies: a}, models: [naive],"
                + " kafka: {statestore.cache.max.bytes: 1000}}")) {
      for (int i = 0; i < 3; i++) {
        for (int series = 0; series < 200; series++) {
          driver.number("s" + series, i, i);
        }
      }
      assertThat(driver.json("a")).hasSize(600);
      assertThat(driver.entries()).isEqualTo(200);
    }
  }
}
