package io.recurrence.network;

/**
 * What a network says, and how wrong that is: the last part of a head, after its linear layer. One
 * object serves any number of networks.
 */
public interface OutputLayer {

  /** How many numbers it takes from the linear layer. */
  int size();

  /** How many numbers a prediction has. */
  int predictions();

  /** Writes the prediction that {@code raw} stands for. */
  void predict(double[] raw, double[] prediction);

  /**
   * The loss, never negative infinity for finite arguments.
   *
   * @param target as the output defines it; finite
   * @param gradient with respect to {@code raw}; overwritten
   */
  double loss(double[] raw, double[] target, double[] gradient);
}
