package io.recurrence.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of RocksDB: one block cache and one account of write buffers for all
 * stores of the process, an eighth of the heap together. States lie on the heap already, so that
 * blocks are read again for series that had to make room there; what Kafka Streams gives each store
 * by default, up to a hundred megabytes, would be a second cache of the same states.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final long LEAST = 32L << 20;
  private static final long MOST = 512L << 20;
  private static final int OF_THE_HEAP = 8;
  private static final double FOR_INDEXES = 0.2; // of the cache, which blocks cannot take
  private static final long WRITE_BUFFER =
      32L << 20; // some 8,000 states; fewer, larger tables to merge
  private static final int TABLES_MERGED = 12; // at once; writes slow down where there are 20
  private static final long BLOCK = 16L << 10; // some states each: an index a quarter as large

  /** What the stores of the process share; it lives as long as the process. */
  private static final class Shared {
    static final Cache CACHE;
    static final WriteBufferManager BUFFERS;

    static {
      RocksDB.loadLibrary();
      CACHE = new LRUCache(bytes(), -1, false, FOR_INDEXES);
      BUFFERS = new WriteBufferManager(bytes() / 2, CACHE);
    }
  }

  /** What all stores of the process may take together, in bytes. */
  static long bytes() {
    return Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / OF_THE_HEAP));
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(Shared.CACHE);
      table.setBlockSize(BLOCK);
      table.setCacheIndexAndFilterBlocks(true);
      table.setCacheIndexAndFilterBlocksWithHighPriority(true);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferManager(Shared.BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setLevel0FileNumCompactionTrigger(TABLES_MERGED);
  }

  @Override
  public void close(String store, Options options) {
    // what is shared stays for the other stores
  }
}
