package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.OutputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.ServedNetwork;
import io.recurrence.config.SourceTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the Kafka user of an application has to be allowed on one resource, or on all whose name
 * begins alike. Read, Write and Delete imply Describe, so that it is not named beside them.
 *
 * @param resource topic, group or transactional id
 * @param name of the resource, or how names begin
 * @param pattern literal or prefixed
 */
public record AccessRule(
    ResourceType resource, String name, PatternType pattern, Set<AclOperation> operations) {
  private static final AclOperation[] WRITTEN = {
    AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS // how large a record it takes
  };
  private static final AclOperation[] WRITTEN_AND_READ = {
    AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS
  };
  private static final String EVERY = "*";
  private static final String LITERAL_CHARACTERS = "[A-Za-z0-9_-]";

  /**
   * The least that lets an application run whose topics exist, in the order of what it is for.
   *
   * @param page whether it serves the live page, which reads the output topics
   */
  public static List<AccessRule> of(ApplicationSpec application, boolean page) {
    List<AccessRule> rules = new ArrayList<>();
    for (PipelineSpec pipeline : application.pipelines()) {
      sources(pipeline.input().topics(), rules);
      pipeline.networks().stream()
          .map(ServedNetwork::control)
          .filter(control -> !control.isEmpty())
          .forEach(control -> rules.add(topic(control, AclOperation.READ)));
      if (!pipeline.feedback().isEmpty()) {
        rules.add(topic(pipeline.feedback(), AclOperation.READ));
      }
      OutputSpec output = pipeline.output();
      for (String topic : output.topics().values()) {
        boolean read = page && !topic.equals(output.deadLetters());
        rules.add(read ? topic(topic, WRITTEN_AND_READ) : topic(topic, WRITTEN));
      }
    }
    String own = application.name() + "-"; // internal topics, and the transactions of its threads
    rules.add(
        new AccessRule(
            ResourceType.TOPIC,
            own,
            PatternType.PREFIXED,
            sorted(
                AclOperation.CREATE,
                AclOperation.READ,
                AclOperation.WRITE,
                AclOperation.DELETE, // of records that have been gathered by series
                AclOperation.DESCRIBE_CONFIGS)));
    rules.add(
        new AccessRule(
            ResourceType.GROUP,
            application.name(),
            PatternType.LITERAL,
            sorted(AclOperation.READ)));
    rules.add(
        new AccessRule(
            ResourceType.TRANSACTIONAL_ID, own, PatternType.PREFIXED, sorted(AclOperation.WRITE)));
    return rules.stream().distinct().toList();
  }

  private static void sources(SourceTopics topics, List<AccessRule> rules) {
    topics.names().forEach(name -> rules.add(topic(name, AclOperation.READ)));
    if (!topics.pattern().isEmpty()) {
      String prefix = literalPrefix(topics.pattern());
      rules.add(
          prefix.isEmpty()
              ? topic(EVERY, AclOperation.READ)
              : new AccessRule(
                  ResourceType.TOPIC, prefix, PatternType.PREFIXED, sorted(AclOperation.READ)));
    }
  }

  /** What every name that a pattern matches begins with, as far as that is plain to see. */
  static String literalPrefix(String pattern) {
    int end = 0;
    while (end < pattern.length() && pattern.substring(end, end + 1).matches(LITERAL_CHARACTERS)) {
      end++;
    }
    boolean optional = end < pattern.length() && "?*{".indexOf(pattern.charAt(end)) >= 0;
    return pattern.indexOf('|') >= 0
        ? ""
        : pattern.substring(0, optional ? Math.max(0, end - 1) : end);
  }

  private static AccessRule topic(String name, AclOperation... operations) {
    return new AccessRule(ResourceType.TOPIC, name, PatternType.LITERAL, sorted(operations));
  }

  private static Set<AclOperation> sorted(AclOperation... operations) {
    return new TreeSet<>(List.of(operations));
  }
}
