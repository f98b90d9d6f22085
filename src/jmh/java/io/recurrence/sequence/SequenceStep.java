package io.recurrence.sequence;

import io.recurrence.symbol.SymbolWeights;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One record of a sequence, or one sequence, by the weights that come with this version. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SequenceStep {
  private static final String DATE = "Mar 11, 2024";

  private final Translator translator =
      new Translator(SymbolWeights.find("dates"), "dates", 32, 16, 1);
  private final Translator wide = new Translator(SymbolWeights.find("dates"), "dates", 32, 16, 4);
  private final SequenceLabeller labeller =
      SequenceLabeller.of(SymbolWeights.find("phones"), "phones");
  private final ReservoirClassifier classifier =
      ReservoirClassifier.of(SymbolWeights.find("gestures"), "gestures");
  private final double[] text = new double[translator.size()];
  private final double[] labels = new double[labeller.size()];
  private final double[] classes = new double[classifier.size()];
  private final double[][] speech = new MadeSpeech(1, 1).records()[0];
  private final double[][] motion = MadeSequences.GESTURES.make(1, 1).sequences()[0];
  private final double[] labelled = new double[labeller.labels()];
  private final double[] classified = new double[classifier.classes()];
  private int at;

  @Setup
  public void prepare() {
    for (String letter : DATE.split("")) {
      translator.step(text, translator.source().indexOf(letter));
    }
    if (translator.translate(text).symbols().length != 10) {
      throw new IllegalStateException("no date");
    }
  }

  @Benchmark
  public Translation translateDateOf12Letters() {
    return translator.translate(text);
  }

  @Benchmark
  public Translation translateDateByBeamOf4() {
    return wide.translate(text);
  }

  @Benchmark
  public double[] labelRecord() {
    labeller.step(labels, speech[at++ % speech.length]);
    labeller.label(labels, labelled);
    return labelled;
  }

  @Benchmark
  public double[] classifyRecord() {
    classifier.step(classes, motion[at++ % motion.length]);
    classifier.soFar(classes, classified);
    return classified;
  }
}
