package io.recurrence.sequence;

import io.recurrence.core.GoldenMemory;
import io.recurrence.core.Recurrence;
import io.recurrence.network.Bernoulli;
import io.recurrence.network.Elman;
import io.recurrence.network.Lstm;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.SymbolNetworkShape;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** States that are stored are read by every later version. */
class SequenceGoldenTest {
  private static final List<String> TWO = List.of("low", "high");
  private static final double[][] RECORDS = MadeSequences.MOTIONS.make(2, 1).sequences()[5];

  private static SymbolWeights weights(String kind, int[] sizes, List<String> names, int count) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() - .4);
    }
    return new SymbolWeights(kind, sizes, List.of(names), Map.of(), values);
  }

  private static void labeller(SequenceLabeller labeller, String layout, String golden) {
    GoldenMemory memory = new GoldenMemory(labeller);
    double[] p = new double[labeller.labels()];
    for (double[] record : RECORDS) {
      labeller.step(memory.h(), record);
      memory.round();
      labeller.label(memory.h(), p);
      memory.read(p);
    }
    memory.isStill(layout, golden);
  }

  @Test
  void delayedLabeller() {
    SymbolWeights weights = weights("delayed-labeller", new int[] {6, 5, 2}, TWO, 192);
    labeller(SequenceLabeller.of(weights, "w"), "1: 8D", "6337dee3115294b1");
  }

  @Test
  void windowLabeller() {
    SymbolWeights weights = weights("window-labeller", new int[] {6, 3, 8, 2}, TWO, 194);
    labeller(SequenceLabeller.of(weights, "w"), "1: 49D", "8f57d3cdff79b67f");
  }

  @Test
  void reservoirClassifier() {
    int[] sizes = {6, 20, 0, 1, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9};
    SymbolWeights weights =
        weights("reservoir-classifier", sizes, TWO, 72 + 5 * (1 + 2 * (60 + 36 + 1)));
    classifier(weights, "1: 143D", "37ff1888d440ed72");
  }

  @Test
  void recurrentClassifier() {
    int[] sizes = {6, 3, 0, 2, 4, 9};
    SymbolWeights weights = weights("recurrent-classifier", sizes, TWO, 12 + 90 + 14 + 180 + 26);
    classifier(weights, "1: 46D", "3b8987b7e016e567");
  }

  @Test
  void meanClassifier() {
    int[] sizes = {1047, 6, 20, 0, 1, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9, 6, 3, 1, 1, 0, 9};
    SymbolWeights weights = weights("mean-classifier", sizes, TWO, 1047 + 12 + 120 + 14);
    classifier(weights, "1: 168D", "2f8f95a68b7c943a");
  }

  private static void classifier(SymbolWeights weights, String layout, String golden) {
    SequenceClassifier classifier = SequenceClassifier.of(weights, "w");
    GoldenMemory memory = new GoldenMemory(classifier);
    double[] p = new double[classifier.classes()];
    for (double[] record : RECORDS) {
      classifier.step(memory.h(), record);
      memory.round();
      classifier.soFar(memory.h(), p);
      memory.read(p);
      classifier.whole(memory.h(), p);
      memory.read(p);
    }
    memory.isStill(layout, golden);
  }

  @Test
  void symbolClassifier() {
    SymbolNetworkShape shape = new SymbolNetworkShape(LayerType.GRU, 4, 3, 5, 2);
    SymbolClassifier classifier =
        new SymbolClassifier(
            shape.with(
                SymbolClassifier.KIND,
                List.of(List.of("(end)", "a", "b", "c"), TWO),
                Map.of(),
                shape.initial(1)),
            "w");
    GoldenMemory memory = new GoldenMemory(classifier);
    double[] p = new double[2];
    for (int t = 0; t < 12; t++) {
      classifier.step(memory.h(), new double[] {1 + t * t % 3});
      memory.round();
      classifier.soFar(memory.h(), p);
      memory.read(p);
      classifier.whole(memory.h(), p);
      memory.read(p);
    }
    memory.isStill("1: 5S", "65ad99f1fe59c826");
  }

  @Test
  void translator() {
    EncoderDecoderShape shape = new EncoderDecoderShape(LayerType.GRU, 4, 3, 3, 5, 4);
    Translator translator =
        new Translator(
            Translator.weights(
                shape,
                List.of("a", "b", "c", "d"),
                List.of("x", "y", "z"),
                Map.of(),
                shape.initial(1)),
            "w",
            12,
            10,
            3);
    GoldenMemory memory = new GoldenMemory(translator);
    for (int t = 0; t < 12; t++) {
      translator.step(memory.h(), t * t % 4);
      memory.round();
      Translation translation = translator.translate(memory.h());
      for (int symbol : translation.symbols()) {
        memory.read(symbol);
      }
      memory.read(translation.logProbability());
    }
    memory.isStill("1: 13W", "435e5cd8e2952173");
  }

  /** A recurrence of nothing but a state, as the networks carry it. */
  private record Carried(int size) implements Recurrence {}

  private static void machine(TuringMachine machine, String layout, String golden) {
    RecurrentNetwork network = new RecurrentNetwork(List.of(machine), new Bernoulli(2));
    GoldenMemory memory = new GoldenMemory(new Carried(network.size()));
    double[] w = network.initial(1);
    double[] x = new double[machine.inputs()];
    double[] p = new double[network.predictions()];
    SplittableRandom random = new SplittableRandom(2);
    for (int t = 0; t < 100; t++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextInt(2);
      }
      network.step(w, memory.h(), x, p);
      memory.read(p);
    }
    memory.isStill(layout, golden);
  }

  @Test
  void turingMachine() {
    machine(new TuringMachine(new Elman(2 + 3, 4), 5, 3), "1: 32D", "d9d0241f62abcc05");
    machine(new TuringMachine(new Lstm(2 + 3, 4), 5, 3), "1: 36D", "b96707cea74ef266");
  }
}
