package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.LanguageModel;
import io.recurrence.symbol.SymbolNetworkShape;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Files of weights of each kind, of networks as small as can be, for tests elsewhere. */
public final class MadeSymbolWeights {
  private static final List<String> SYMBOLS = List.of("a", "b", SymbolClassifier.END);
  private static final List<String> NAMES = List.of("no", "yes");
  private static final Map<String, String> FACTS = Map.of("seed", "1");
  private static final int SEED = 1;

  private MadeSymbolWeights() {}

  /** One of each kind. */
  public static List<byte[]> all() {
    Labelled examples = new Labelled(NAMES, sequences(), new int[] {0, 1, 0, 1});
    ReservoirClassifier reservoir = ReservoirClassifier.learn(examples, 2, SEED);
    RecurrentClassifier network =
        RecurrentClassifier.learn(
            examples, new ClassifierSettings(2, GatedCell.GRU, 2, true, 1), SEED);
    int[][] labels = {{0, 1, 0}, {1, 0, 1}, {0, 0, 1}, {1, 1, 0}};
    return List.of(
            languageModel(),
            classifier(),
            translator(),
            forecaster(),
            reservoir.weights(FACTS),
            network.weights(FACTS),
            new MeanClassifier(reservoir, network).weights(FACTS),
            WindowLabeller.learn(sequences(), labels, NAMES, 2, 1, 2, 1, SEED).weights(FACTS),
            DelayedLabeller.learn(sequences(), labels, NAMES, 1, 2, 1, SEED).weights(FACTS))
        .stream()
        .map(SymbolWeights::toBytes)
        .toList();
  }

  private static double[][][] sequences() {
    Random random = new Random(SEED);
    double[][][] sequences = new double[4][3][1];
    for (double[][] sequence : sequences) {
      for (double[] record : sequence) {
        record[0] = random.nextGaussian();
      }
    }
    return sequences;
  }

  private static SymbolWeights languageModel() {
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.GRU, SYMBOLS.size(), 2, 2);
    return shape.with(LanguageModel.KIND, List.of(SYMBOLS), FACTS, shape.initial(SEED));
  }

  private static SymbolWeights classifier() {
    SymbolNetworkShape shape =
        new SymbolNetworkShape(LayerType.LSTM, SYMBOLS.size(), 2, 2, NAMES.size());
    return shape.with(SymbolClassifier.KIND, List.of(SYMBOLS, NAMES), FACTS, shape.initial(SEED));
  }

  private static SymbolWeights translator() {
    EncoderDecoderShape shape = new EncoderDecoderShape(LayerType.GRU, 3, 2, 2, 2, 2);
    return Translator.weights(shape, SYMBOLS, NAMES, FACTS, shape.initial(SEED));
  }

  private static SymbolWeights forecaster() {
    HorizonShape shape = new HorizonShape(LayerType.GRU, 2, 2);
    int[] sizes = {shape.type().code(), shape.hidden(), shape.attention()};
    return new SymbolWeights(
        EncoderDecoderModel.KIND, sizes, List.of(), FACTS, shape.initial(SEED));
  }
}
