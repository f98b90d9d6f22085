package io.recurrence.config;

/** Makes a stage of what a specification says of it. */
interface StageFactory<T> {

  /**
   * Makes it.
   *
   * @param settings of the stage; what is wrong with them is noted there
   */
  Named<? extends T> make(Section settings, StageContext context);
}
