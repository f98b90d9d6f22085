package io.recurrence.symbol;

import io.recurrence.network.layer.LayerType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One symbol of one series, by each model of symbols, beside a counter of symbols. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SymbolStep {
  private static final int LENGTH = 1 << 16; // symbols, read round and round

  @Param({"16", "64"})
  int symbols;

  @Param({"counter", "chain", "mixture", "hidden", "lstm"})
  String model;

  private final int[] sequence = new int[LENGTH];
  private SymbolModel rule;
  private double[] h;
  private double[] p;
  private int at;

  /** The share of each symbol so far: what costs least. */
  private record Counter(int symbols) implements SymbolModel {
    @Override
    public int size() {
      return symbols + 1;
    }

    @Override
    public void predict(double[] h, double[] p) {
      for (int k = 0; k < symbols; k++) {
        p[k] = (h[k] + 1) / (h[symbols] + symbols);
      }
    }

    @Override
    public void step(double[] h, int symbol) {
      h[symbol]++;
      h[symbols]++;
    }
  }

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    int[] usual = IntStream.generate(() -> random.nextInt(symbols)).limit(LENGTH).toArray();
    for (int t = 2; t < LENGTH; t++) { // by the last two, seven times in ten
      int place = sequence[t - 2] * symbols + sequence[t - 1];
      sequence[t] = random.nextInt(10) < 7 ? usual[place] : random.nextInt(symbols);
    }
    rule =
        switch (model) {
          case "chain" -> new MarkovChain(symbols, 2, 1 << 13);
          case "mixture" -> new ContextMixture(symbols, 6, 1 << 13, -1, null);
          case "hidden" -> new CategoricalHiddenMarkov(symbols, 3, 3, 0, 1, RegimeRule.DEFAULT);
          case "lstm" -> language();
          default -> new Counter(symbols);
        };
    h = new double[rule.size()];
    p = new double[symbols];
    rule.start(h);
    for (int t = 0; t < LENGTH; t++) {
      predictAndStep();
    }
  }

  private LanguageModel language() {
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.LSTM, symbols, 16, 64);
    List<String> alphabet = IntStream.range(0, symbols).mapToObj(Integer::toString).toList();
    return new LanguageModel(
        shape.with(LanguageModel.KIND, List.of(alphabet), Map.of(), shape.initial(1)), "w");
  }

  @Benchmark
  public double[] predictAndStep() {
    rule.step(h, sequence[at++ & (LENGTH - 1)], p);
    return p;
  }
}
