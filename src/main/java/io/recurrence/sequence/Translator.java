package io.recurrence.sequence;

import io.recurrence.core.Precision;
import io.recurrence.core.Recurrence;
import io.recurrence.core.Storage;
import io.recurrence.network.kernel.Kernel;
import io.recurrence.network.kernel.Kernels;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns a sequence of symbols, which come one by one, into another. Its memory is the sequence so
 * far, since the encoder reads it from both ends: how many symbols there are, then their indices,
 * two bytes each. {@link #step} adds a symbol, {@link #translate} reads the translation off, {@link
 * #clear} begins the next sequence. The weights are shared by all keys.
 */
public final class Translator implements Recurrence {
  /** The kind of the weights. */
  public static final String KIND = "encoder-decoder";

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_BEAM = 64;

  private final List<String> source;
  private final List<String> target;
  private final int longest;
  private final SequenceEncoder encoder;
  private final BeamSearch search;
  private final int[] symbols;

  /**
   * @param weights of {@link #KIND}
   * @param name of the weights, for messages
   * @param longest source, in symbols, in [1, 4096]
   * @param longestTarget in symbols, in [1, 4096]
   * @param beam hypotheses kept, in [1, 64]; 1 is greedy search
   * @throws IllegalArgumentException where a number is outside its range, or the weights are of
   *     another kind
   */
  public Translator(SymbolWeights weights, String name, int longest, int longestTarget, int beam) {
    require("longest source", longest, MAX_LENGTH);
    require("longest target", longestTarget, MAX_LENGTH);
    require("beam", beam, MAX_BEAM);
    EncoderDecoderShape shape = shape(weights, name);
    Kernel kernel = Kernels.fastest();
    this.source = weights.alphabet(0);
    this.target = weights.alphabet(1);
    this.longest = longest;
    this.encoder = new SequenceEncoder(kernel, shape, 1, longest);
    SequenceDecoder decoder =
        new SequenceDecoder(kernel, shape.decoder(), shape.decoderAt(), beam, longest, 1);
    this.search = new BeamSearch(decoder, longestTarget);
    this.symbols = new int[longest];
    float[] w = weights.values();
    encoder.load(w);
    decoder.load(w);
  }

  private static void require(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "%s %d; it must be in [1, %d]".formatted(what, value, max));
    }
  }

  static EncoderDecoderShape shape(SymbolWeights weights, String name) {
    int[] sizes = weights.sizes(KIND, 4, 2, name);
    LayerType type = LayerType.ofCode(sizes[0], name);
    EncoderDecoderShape shape =
        new EncoderDecoderShape(
            type,
            weights.alphabet(0).size(),
            weights.alphabet(1).size(),
            sizes[1],
            sizes[2],
            sizes[3]);
    weights.checkCount(shape.weights(), name);
    return shape;
  }

  static SymbolWeights weights(
      EncoderDecoderShape shape,
      List<String> source,
      List<String> target,
      Map<String, String> provenance,
      float[] values) {
    int[] sizes = {shape.type().code(), shape.embedding(), shape.hidden(), shape.attention()};
    return new SymbolWeights(KIND, sizes, List.of(source, target), provenance, values);
  }

  @Override
  public int size() {
    return 1 + longest;
  }

  @Override
  public Storage storage() {
    return Storage.of(Precision.SHORT, size());
  }

  /** The symbols of sources, in the order of their indices. */
  public List<String> source() {
    return source;
  }

  /** The symbols of targets, in the order of their indices. */
  public List<String> target() {
    return target;
  }

  /** How many symbols the sequence has. */
  public int length(double[] h) {
    return (int) h[0];
  }

  /** The index of its symbol i, counted from 0. */
  int symbol(double[] h, int i) {
    return (int) h[1 + i];
  }

  /**
   * Adds a symbol to the sequence.
   *
   * @throws IllegalArgumentException where there is no such symbol, or the sequence is as long as
   *     it may be; the memory is then as it was
   */
  public void step(double[] h, int symbol) {
    if (symbol < 0 || symbol >= source.size()) {
      throw new IllegalArgumentException(
          "symbol %d; the alphabet has 0 to %d".formatted(symbol, source.size() - 1));
    }
    int length = length(h);
    if (length == longest) {
      throw new IllegalArgumentException(
          "a sequence of more than " + longest + " symbols; end it earlier, or allow longer ones");
    }
    h[1 + length] = symbol;
    h[0] = length + 1;
  }

  /** Begins the next sequence. */
  public void clear(double[] h) {
    Arrays.fill(h, 0);
  }

  /**
   * The translation of the sequence so far.
   *
   * @param h not modified
   * @throws IllegalArgumentException where it has no symbols
   */
  public Translation translate(double[] h) {
    int length = length(h);
    if (length == 0) {
      throw new IllegalArgumentException("a sequence without symbols");
    }
    for (int s = 0; s < length; s++) {
      symbols[s] = symbol(h, s);
    }
    encoder.forward(symbols, length);
    return search.search(encoder.annotations(), length, encoder.summary());
  }
}
