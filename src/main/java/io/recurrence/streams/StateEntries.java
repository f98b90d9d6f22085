package io.recurrence.streams;

import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The states among the entries of the store. */
final class StateEntries implements KeyValueIterator<Bytes, byte[]> {
  private final KeyValueIterator<Bytes, byte[]> entries;

  StateEntries(KeyValueIterator<Bytes, byte[]> entries) {
    this.entries = entries;
  }

  @Override
  public boolean hasNext() {
    while (entries.hasNext()) {
      byte[] key = entries.peekNextKey().get();
      if (key.length == 0 || key[key.length - 1] != WriteBehindStore.RECORD_LOG) {
        return true;
      }
      entries.next();
    }
    return false;
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return entries.next();
  }

  @Override
  public Bytes peekNextKey() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return entries.peekNextKey();
  }

  @Override
  public void close() {
    entries.close();
  }
}
