package io.recurrence.sequence;

import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventContentException.Fault;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import io.recurrence.symbol.SymbolSplit;
import java.util.List;
import java.util.Map;

/**
 * Classifies sequences of symbols by a {@link SymbolClassifier}: where a record is one symbol, the
 * sequences of a {@link SequenceWindow}; where it is a text of several, each record by itself, with
 * the probabilities after each of its symbols.
 */
public final class SymbolClassification implements EventTask {
  private static final double DECIMALS = 1e4;

  private final Classification classification;
  private final SymbolClassifier classifier;
  private final SymbolSplit split;
  private final int longest;
  private final double[] one = new double[1];

  /**
   * @param longest sequence, in symbols
   * @param gap in milliseconds that ends a sequence of records; {@link Long#MAX_VALUE} where none
   *     does
   * @param name of the classifier, with all that decides what its memory means
   * @param split of a text into symbols
   */
  public SymbolClassification(
      int longest, long gap, String name, SymbolClassifier classifier, SymbolSplit split) {
    this.classification = new Classification(new SequenceWindow(longest, gap), name, classifier);
    this.classifier = classifier;
    this.split = split;
    this.longest = longest;
  }

  @Override
  public Map<String, Recurrence> stages() {
    return classification.stages();
  }

  @Override
  public int width() {
    return split == SymbolSplit.NONE ? 1 : 0;
  }

  @Override
  public boolean texts() {
    return true;
  }

  @Override
  public boolean encode(double[][] h, EventContent content) throws EventContentException {
    List<String> symbols = split.of(content.text(), longest);
    for (String symbol : symbols) {
      int index = classifier.index(symbol);
      if (index < 0) {
        throw new EventContentException(
            Fault.UNKNOWN_SYMBOL,
            "symbol '%s' is not among those that the classifier knows".formatted(symbol));
      }
      content.add(index);
    }
    return false;
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    if (split == SymbolSplit.NONE) {
      classification.step(h, index, time, x, count, out);
      return;
    }
    double[][] course = new double[count][];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      one[0] = x[i];
      text.append(i == 0 ? "" : split.between()).append(classifier.alphabet().get((int) x[i]));
      course[i] = classification.take(h, time, one);
    }
    classification.end(h, out);
    String came = out.event().text();
    out.event()
        .course(came.isEmpty() ? text.toString() : came, rounded(course, out.event().names()));
  }

  /** To four decimals, the classes in the order of the result. */
  private float[][] rounded(double[][] course, String[] names) {
    float[][] rows = new float[course.length][names.length];
    for (int k = 0; k < names.length; k++) {
      int of = classifier.names().indexOf(names[k]);
      for (int i = 0; i < rows.length; i++) {
        rows[i][k] = (float) (Math.rint(course[i][of] * DECIMALS) / DECIMALS);
      }
    }
    return rows;
  }

  @Override
  public void miss(double[][] h, long time, StepResult out) {
    classification.miss(h, time, out);
  }

  @Override
  public boolean ends(double[][] h, long last, long next) {
    return classification.ends(h, last, next);
  }

  @Override
  public void end(double[][] h, StepResult out) {
    classification.end(h, out);
  }
}
