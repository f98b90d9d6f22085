package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import io.recurrence.symbol.ContextMixture;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.MarkovChain;
import io.recurrence.symbol.SymbolModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * The next letter of a text: learned from its first nine tenths, examined on the last tenth, once
 * as learned so far and once going on to learn.
 */
public final class TextBenchmark {
  /** The space, and a to z. */
  public static final List<String> ALPHABET =
      Stream.concat(
              Stream.of(" "), "abcdefghijklmnopqrstuvwxyz".chars().mapToObj(Character::toString))
          .toList();

  private static final int KEPT = 10; // one part of so many is examined
  private static final int MIN_LENGTH = 1000;
  private static final int SPACE = 0;
  private static final List<Tier> TIERS =
      List.of(new Tier(1 << 18, 5), new Tier(1 << 14, 2), new Tier(1 << 12, 1));
  private static final int[] CHAINS = {1, 2, 3, 5};

  /** A memory, and the longest context that serves it. */
  private record Tier(int bytes, int order) {
    String name() {
      return "mixture of " + (bytes >> 10) + " KB";
    }

    SymbolModel mixture(@Nullable SymbolModel other) {
      return new ContextMixture(ALPHABET.size(), order, bytes, SPACE, other);
    }
  }

  private final int[] text;
  private final int from;
  private final @Nullable LanguageModel network;

  /**
   * @param text indices in {@link #ALPHABET}
   * @param network of the same alphabet, to be mixed too, or null
   * @throws IllegalArgumentException where the text is shorter than 1000 letters, or the network
   *     has other symbols
   */
  public TextBenchmark(int[] text, @Nullable LanguageModel network) {
    if (text.length < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "the text must have at least 1000 letters, but has " + text.length);
    }
    if (network != null && !network.alphabet().equals(ALPHABET)) {
      throw new IllegalArgumentException(
          "the network must know the space and a to z, but knows " + network.alphabet());
    }
    this.text = text.clone();
    this.from = text.length - text.length / KEPT;
    this.network = network;
  }

  /** Learns and examines. */
  public Report run() {
    Table table =
        new Table(
            "Bits of a letter",
            "mean of the last tenth; frozen: nothing of it is learned",
            Table.lower("frozen", 3),
            Table.lower("adaptive", 3),
            Table.plain("bytes", 0),
            Table.plain("letters/s", 0));
    for (Tier tier : TIERS) {
      add(table, tier.name(), Source.OURS, tier.mixture(null));
    }
    if (network != null) {
      add(table, "network", Source.MEASURED, network);
      Tier tier = TIERS.get(0);
      add(table, "network and " + tier.name(), Source.OURS, tier.mixture(network));
    }
    for (int order : CHAINS) {
      add(
          table,
          "chain of order " + order,
          Source.MEASURED,
          new MarkovChain(ALPHABET.size(), order, TIERS.get(0).bytes() / Double.BYTES));
    }
    table.row("deflate", Source.MEASURED, "", Double.NaN, deflated(), Double.NaN, Double.NaN);
    return new Report(
            "text",
            "The next letter of a text",
            "Letters and the space; the first nine tenths are learned, the last is read once.")
        .add(table)
        .fact("learned", Integer.toString(from))
        .fact("examined", Integer.toString(text.length - from));
  }

  private void add(Table table, String name, Source source, SymbolModel model) {
    double[] h = new double[model.size()];
    model.start(h);
    for (int i = 0; i < from; i++) {
      model.step(h, text[i]);
    }
    double frozen = bits(model, h.clone(), false);
    long started = System.nanoTime();
    double adaptive = bits(model, h, true);
    double seconds = (System.nanoTime() - started) / 1e9;
    int examined = text.length - from;
    table.row(
        name, source, "", frozen, adaptive, model.storage().bytes(), Math.rint(examined / seconds));
  }

  private double bits(SymbolModel model, double[] h, boolean learns) {
    double[] p = new double[model.symbols()];
    double bits = 0;
    for (int i = from; i < text.length; i++) {
      if (learns) {
        model.step(h, text[i], p);
      } else {
        model.predict(h, p);
        model.follow(h, text[i]);
      }
      bits -= StrictMath.log(p[text[i]]) / StrictMath.log(2);
    }
    return bits / (text.length - from);
  }

  /** Bits of a letter of the last tenth to a compressor that has seen what is before. */
  private double deflated() {
    byte[] letters = new byte[text.length];
    for (int i = 0; i < text.length; i++) {
      letters[i] = (byte) text[i];
    }
    double more = deflated(letters) - deflated(Arrays.copyOf(letters, from));
    return Byte.SIZE * more / (text.length - from);
  }

  private static long deflated(byte[] letters) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(letters);
      deflater.finish();
      byte[] out = new byte[1 << 16];
      while (!deflater.finished()) {
        deflater.deflate(out);
      }
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }
}
