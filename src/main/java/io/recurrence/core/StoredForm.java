package io.recurrence.core;

/**
 * A form in which the memory of a stage may stand in a stored state, other than the one it has now:
 * under another name, or of another size.
 *
 * @param name of the stage, without its role
 * @param storage how its numbers are stored
 * @param version of what the memory means
 * @param conversion makes the memory of the present form of it
 */
@PublicApi
public record StoredForm(String name, Storage storage, int version, Conversion conversion) {

  /** Makes one memory of another. */
  public interface Conversion {

    /**
     * Takes over what can be taken over.
     *
     * @param from the memory as it was stored
     * @param to the memory of a series of which nothing has been seen; modified in place
     */
    void apply(double[] from, double[] to);
  }
}
