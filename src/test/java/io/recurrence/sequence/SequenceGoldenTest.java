package io.recurrence.sequence;

import io.recurrence.core.GoldenMemory;
import io.recurrence.core.Recurrence;
import io.recurrence.neural.Bernoulli;
import io.recurrence.neural.Elman;
import io.recurrence.neural.Lstm;
import io.recurrence.neural.RecurrentNetwork;
import io.recurrence.neural.layer.LayerType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** States that are stored are read by every later version. */
class SequenceGoldenTest {
  private static final Labelled MOTIONS = MadeSequences.MOTIONS.make(3, 1);
  private static final double[][][] X = MOTIONS.sequences();
  private static final int[][] LABELS = new int[X.length][];

  static {
    for (int i = 0; i < X.length; i++) {
      LABELS[i] = new int[X[i].length];
      for (int t = 0; t < X[i].length; t++) {
        LABELS[i][t] = X[i][t][0] > 0 ? 1 : 0;
      }
    }
  }

  private static void labeller(SequenceLabeller labeller, String layout, String golden) {
    GoldenMemory memory = new GoldenMemory(labeller);
    double[] p = new double[labeller.labels()];
    for (double[] record : X[5]) {
      labeller.step(memory.h(), record);
      memory.round();
      labeller.label(memory.h(), p);
      memory.read(p);
    }
    memory.isStill(layout, golden);
  }

  @Test
  void delayedLabeller() {
    labeller(DelayedLabeller.learn(X, LABELS, 2, 2, 5, 2, 1), "1: 8D", "11132efc694a4133");
  }

  @Test
  void windowLabeller() {
    labeller(WindowLabeller.learn(X, LABELS, 2, 8, 2, 3, 2, 1), "1: 49D", "6061b1909c3da3f8");
  }

  @Test
  void reservoirClassifier() {
    ReservoirClassifier classifier = ReservoirClassifier.learn(MOTIONS, 20, 1);
    GoldenMemory memory = new GoldenMemory(classifier);
    double[] p = new double[classifier.classes()];
    for (double[] record : X[5]) {
      classifier.step(memory.h(), record);
      memory.round();
      classifier.soFar(memory.h(), p);
      memory.read(p);
      classifier.whole(memory.h(), p);
      memory.read(p);
    }
    memory.isStill("1: 107D", "b27c71aaf6c149a8");
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
