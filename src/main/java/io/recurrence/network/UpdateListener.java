package io.recurrence.network;

/** Is called after each update of the weights. */
public interface UpdateListener {

  /**
   * An update is done.
   *
   * @param update counted from 1
   * @param loss of its batch
   */
  void updated(int update, double loss);
}
