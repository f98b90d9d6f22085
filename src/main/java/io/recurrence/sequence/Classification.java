package io.recurrence.sequence;

import io.recurrence.core.EventResult;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says after each record which class the sequence is likely to be of, and at its end which it is:
 * by a {@link SequenceClassifier} over the sequences of a {@link SequenceWindow}.
 */
public final class Classification implements EventTask {
  private static final int WINDOW = 0; // where each stands among the memories
  private static final int CLASSIFIER = 1;

  private final SequenceWindow window;
  private final SequenceClassifier classifier;
  private final String name;
  private final String[] classes;

  /**
   * @param name of the classifier, with all that decides what its memory means
   */
  public Classification(SequenceWindow window, String name, SequenceClassifier classifier) {
    this.window = window;
    this.name = name;
    this.classifier = classifier;
    this.classes = classifier.names().toArray(String[]::new);
  }

  @Override
  public Map<String, Recurrence> stages() {
    Map<String, Recurrence> stages = new LinkedHashMap<>();
    stages.put("window", window);
    stages.put(name, classifier);
    return stages;
  }

  @Override
  public int width() {
    return classifier.inputs();
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    window.add(h[WINDOW], time);
    classifier.step(h[CLASSIFIER], x);
    if (window.full(h[WINDOW])) {
      end(h, out);
    } else {
      write(h, false, out);
    }
  }

  /** Takes a record that others follow; returns what is probable so far, by class. */
  double[] take(double[][] h, long time, double[] x) {
    window.add(h[WINDOW], time);
    classifier.step(h[CLASSIFIER], x);
    double[] p = new double[classes.length];
    classifier.soFar(h[CLASSIFIER], p);
    return p;
  }

  /** A record that brings nothing ends the sequence. */
  @Override
  public void miss(double[][] h, long time, StepResult out) {
    if (window.records(h[WINDOW]) > 0) {
      end(h, out);
    }
  }

  @Override
  public boolean ends(double[][] h, long last, long next) {
    return window.ends(h[WINDOW], last, next);
  }

  @Override
  public void end(double[][] h, StepResult out) {
    write(h, true, out);
    window.clear(h[WINDOW]);
    Arrays.fill(h[CLASSIFIER], 0);
    classifier.start(h[CLASSIFIER]);
  }

  private void write(double[][] h, boolean ended, StepResult out) {
    double[] p = new double[classes.length];
    if (ended) {
      classifier.whole(h[CLASSIFIER], p);
    } else {
      classifier.soFar(h[CLASSIFIER], p);
    }
    EventResult result = out.event();
    int best = result.distribution(p, p.length, k -> classes[k]);
    result.classified(
        classes[best], p[best], window.begun(h[WINDOW]), window.records(h[WINDOW]), ended);
  }
}
