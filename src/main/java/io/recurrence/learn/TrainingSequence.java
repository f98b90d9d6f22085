package io.recurrence.learn;

/** A sequence to learn from: inputs, and what is asked after each of them. */
public final class TrainingSequence {
  private final double[][] inputs;
  private final double[][] targets;
  private final double[][] actuals;

  /**
   * @param inputs [T][I]
   * @param targets [T][], null where nothing is asked
   * @param actuals what a right answer is judged by; the targets, or what they are drawn from
   */
  TrainingSequence(double[][] inputs, double[][] targets, double[][] actuals) {
    this.inputs = inputs;
    this.targets = targets;
    this.actuals = actuals;
  }

  double[][] inputs() {
    return inputs;
  }

  double[][] targets() {
    return targets;
  }

  double[][] actuals() {
    return actuals;
  }
}
