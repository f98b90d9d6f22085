package io.recurrence.config;

import io.recurrence.core.Detector;
import io.recurrence.core.Forecaster;
import io.recurrence.core.Model;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Recurrence;

/**
 * A stage of one's own that a specification names by its {@code type}: a {@link Model}, a {@link
 * Detector}, a {@link Forecaster}, or any other role. It is found where its class is listed in
 * {@code META-INF/services/io.recurrence.config.StageProvider}, or given to a {@link SpecBuilder}.
 *
 * <p>The memory of such a stage goes through the same contract as every other: it is stored as
 * {@link Recurrence#storage()} says, under the name that the stage has here, and is read back into
 * a stage of that name, storage and {@link Recurrence#version()} alone. So each structural setting
 * (one that changes the size of the memory or the meaning of its numbers) belongs to the name, and
 * a formula that would misread stored numbers raises the version. Hold the stored bytes of a fixed
 * series by a test, so that a change of them is noticed.
 *
 * @param <T> the role
 */
@PublicApi
public interface StageProvider<T extends Recurrence> {

  /** The role, such as {@code Model.class}. */
  Class<T> role();

  /** The word of {@code type} in a specification. The types of the project itself come first. */
  String type();

  /**
   * Makes the stage, or what makes it: each thread has one of its own.
   *
   * @param settings the keys beside {@code type}, read by its methods, which note what is wrong;
   *     keys that nobody reads are refused
   * @param horizon how many steps ahead a forecast looks
   * @throws IllegalArgumentException where the settings cannot stand together; the message is
   *     reported as a fault of the specification
   */
  Named<? extends T> stage(Section settings, int horizon);
}
