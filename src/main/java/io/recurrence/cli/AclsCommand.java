package io.recurrence.cli;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.streams.AccessRule;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what the Kafka user of pipelines has to be allowed. */
@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    header = "Prints the ACLs that pipelines need, as commands of Kafka's kafka-acls.sh.",
    description = {
      "",
      "They are the least that run needs where the topics exist; --create-topics needs Create on the cluster besides."
          + " Nothing is changed, and no broker is asked.",
      ""
    })
final class AclsCommand implements Callable<Integer> {
  @Mixin private ApplicationOptions options = new ApplicationOptions();

  @Option(
      names = "--principal",
      paramLabel = "USER",
      description = "Who is allowed. Default: User: and the name of the application.")
  private String principal = "";

  @Option(
      names = "--without-page",
      description = "Leaves out what --http-port needs: to read the output topics.")
  private boolean withoutPage;

  @Override
  public Integer call() {
    ApplicationSpec application = options.loadToRun();
    String allowed = principal.isEmpty() ? "User:" + application.name() : principal;
    try {
      SecurityUtils.parseKafkaPrincipal(allowed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--principal was '" + principal + "' but it must be such as User:alice");
    }
    for (AccessRule rule : AccessRule.of(application, !withoutPage)) {
      System.out.println(line(rule, allowed));
    }
    return 0;
  }

  private static String line(AccessRule rule, String principal) {
    StringBuilder line = new StringBuilder("kafka-acls.sh --add --allow-principal ");
    line.append(quoted(principal));
    for (AclOperation operation : rule.operations()) {
      line.append(" --operation ").append(SecurityUtils.operationName(operation));
    }
    line.append(' ').append(option(rule.resource())).append(' ').append(quoted(rule.name()));
    if (rule.pattern() == PatternType.PREFIXED) {
      line.append(" --resource-pattern-type prefixed");
    }
    return line.toString();
  }

  private static String option(ResourceType resource) {
    return "--" + resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9._:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
