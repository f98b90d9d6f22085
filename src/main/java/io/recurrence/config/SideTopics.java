package io.recurrence.config;

import java.util.List;

/** The topics that a pipeline reads beside its input: those of weights, and that of feedback. */
final class SideTopics {
  private SideTopics() {}

  /**
   * Notes their use, and a fault where one has another use already.
   *
   * @param s of the whole specification
   * @param feedback empty where none is read
   * @param source the topics of records
   */
  static void check(
      Section s,
      TopicNames names,
      List<ServedNetwork> networks,
      String feedback,
      SourceTopics source) {
    for (ServedNetwork network : networks) {
      names
          .clash("a network's control", network.control())
          .ifPresent(
              problem ->
                  s.fault(
                      "models",
                      "must not have the control topic '%s', %s"
                          .formatted(network.control(), problem)));
    }
    names.use(s, "feedback", feedback);
    if (!source.pattern().isEmpty() && source.contains(feedback)) {
      s.fault("feedback", "was '%s', which input.topic-pattern matches too".formatted(feedback));
    }
  }
}
