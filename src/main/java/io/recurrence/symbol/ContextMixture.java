package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Markov chains of all {@linkplain Orders orders} up to W, and one more model where wanted, mixed
 * by weights that are learned online ({@linkplain NodeMixer logistic mixing}). The memory is
 * bounded: of contexts longer than a few symbols it keeps what is frequent or recent.
 *
 * <p>In the memory: the orders, the weights, then the memory of the other model.
 */
public final class ContextMixture implements SymbolModel {
  private static final int MOST_SYMBOLS = 4096;
  private static final int MOST_ORDER = 16;
  private static final int LEAST_BYTES = 512;
  private static final int MOST_BYTES = 1 << 24;

  private final int symbols;
  private final Orders orders;
  private final NodeMixer mixer;
  private final @Nullable SymbolModel other;
  private final int own; // numbers of the memory before the other model's
  private final Storage storage;
  private final double[] otherMemory;
  private final double[] otherP;

  /**
   * A mixture.
   *
   * @param symbols the size of the alphabet, in [2, 4096]
   * @param order W, the length of the longest context, in [0, 16]
   * @param bytes that the memory may take as it is stored, that of the other model apart; from 512
   *     to 16 MiB, and more than the weights and the counts without context take
   * @param separator a symbol that ends a word, as a space does: all symbols since the last one are
   *     a context too; -1 for none
   * @param other a model of the same symbols, which is mixed as one expert more, or null
   * @throws IllegalArgumentException if one of them is not as said
   */
  public ContextMixture(
      int symbols, int order, int bytes, int separator, @Nullable SymbolModel other) {
    require(symbols >= 2 && symbols <= MOST_SYMBOLS, "symbols must be in [2, 4096]", symbols);
    require(order >= 0 && order <= MOST_ORDER, "order must be in [0, 16]", order);
    require(bytes >= LEAST_BYTES && bytes <= MOST_BYTES, "bytes must be in [512, 16777216]", bytes);
    require(separator >= -1 && separator < symbols, "separator must be a symbol or -1", separator);
    require(
        other == null || other.symbols() == symbols, "the other model has other symbols", symbols);
    int experts = order + (separator < 0 ? 1 : 2) + (other == null ? 0 : 1);
    int sets = Orders.sets(order);
    this.symbols = symbols;
    this.mixer = new NodeMixer(0, symbols, experts, sets);
    int left = bytes - 2 * mixer.size();
    require(left >= Orders.min(symbols, order), "bytes are too few for the alphabet", bytes);
    this.orders = new Orders(mixer.size(), symbols, order, separator, left);
    this.other = other;
    this.own = mixer.size() + orders.size();
    Storage mine = orders.storage(Storage.of(Precision.SHORT, mixer.size()));
    this.storage = other == null ? mine : mine.then(other.storage());
    this.otherMemory = new double[other == null ? 0 : other.size()];
    this.otherP = new double[symbols];
  }

  private static void require(boolean holds, String rule, int value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but was " + value);
    }
  }

  @Override
  public int symbols() {
    return symbols;
  }

  @Override
  public int size() {
    return own + otherMemory.length;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public void start(double[] h) {
    mixer.start(h);
    if (other != null) {
      Arrays.fill(otherMemory, 0);
      other.start(otherMemory);
      keep(h);
    }
  }

  @Override
  public void round(double[] h) { // all of its own is written as it is stored
    if (other != null) {
      take(h);
      other.round(otherMemory);
      keep(h);
    }
  }

  @Override
  public boolean finite(double[] h) { // its own are whole numbers within bounds
    return Precision.finite(h, own, h.length);
  }

  @Override
  public void predict(double[] h, double[] p) {
    read(h);
    mixer.predict(h, orders.set(), p);
  }

  @Override
  public void step(double[] h, int symbol) {
    read(h);
    learn(h, symbol);
  }

  @Override
  public void step(double[] h, int symbol, double[] p) {
    predict(h, p);
    learn(h, symbol);
  }

  private void learn(double[] h, int symbol) {
    mixer.learn(h, orders.set(), symbol);
    orders.learn(h, symbol);
    if (other != null) {
      other.step(otherMemory, symbol);
      keep(h);
    }
  }

  @Override
  public void follow(double[] h, int symbol) {
    orders.follow(h, symbol);
    if (other != null) {
      take(h);
      other.follow(otherMemory, symbol);
      keep(h);
    }
  }

  private void read(double[] h) {
    orders.read(h);
    for (int e = 0; e < orders.experts(); e++) {
      mixer.put(e, orders.distribution(e));
    }
    if (other != null) {
      take(h);
      other.predict(otherMemory, otherP);
      mixer.put(orders.experts(), otherP);
    }
  }

  private void take(double[] h) {
    System.arraycopy(h, own, otherMemory, 0, otherMemory.length);
  }

  private void keep(double[] h) {
    System.arraycopy(otherMemory, 0, h, own, otherMemory.length);
  }
}
