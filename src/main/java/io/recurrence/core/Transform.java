package io.recurrence.core;

/**
 * An invertible map of a series, {@code z_t = g(x_t; h_{t-1})}. For every value but the first,
 * {@code invert} on the memory before {@code x_t} of the path {@code [z_t]} gives {@code x_t} back.
 */
@PublicApi
public interface Transform extends Recurrence {

  /**
   * Whether the transform is defined at {@code x}; where it is not, the step counts as missing for
   * the models. Asked of the first transform only: one that is not defined everywhere comes first.
   */
  default boolean accepts(double x) {
    return true;
  }

  /**
   * Returns {@code z_t} and learns {@code x_t}.
   *
   * @param h modified in place
   */
  double apply(double[] h, double x);

  /**
   * A step without a value, for which {@code expected} was forecast in the units of {@code x}:
   * returns its {@code z} and moves on what has to move, without learning a spread from it.
   *
   * @param h modified in place
   */
  default double miss(double[] h, double expected) {
    return apply(h, expected);
  }

  /**
   * So many steps are left out at once: a transform that refers to a phase of a season moves on.
   *
   * @param h modified in place
   */
  default void skip(double[] h, long steps) {}

  /**
   * Turns a path of {@code z_{t+1}, z_{t+2}, …} into one of {@code x_{t+1}, x_{t+2}, …}, in place.
   *
   * @param h not modified
   */
  void invert(double[] h, double[] path);
}
