package io.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.AccessRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The Helm chart, rendered by Helm itself. What is rendered here is checked against the schemas of
 * Kubernetes, of Strimzi and of the Prometheus Operator by {@code config/ci/validate.mjs}.
 */
class ChartTest {
  private static final Path CHART = Path.of("config/helm/recurrence");
  private static final Path MANIFESTS = Path.of("config/kubernetes");

  private static final Map<ResourceType, String> RESOURCES = // as Strimzi names them
      Map.of(
          ResourceType.TOPIC, "topic",
          ResourceType.GROUP, "group",
          ResourceType.TRANSACTIONAL_ID, "transactionalId");

  @TempDir Path directory;

  private static TemplateCommand chart() {
    return new Helm(CHART).template().withName("recurrence").withNamespace("default");
  }

  private static List<Map<?, ?>> documents(String yaml) {
    List<Map<?, ?>> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(yaml)
        .forEach(document -> documents.add((Map<?, ?>) document));
    return documents;
  }

  /** The objects that it renders to, by kind and name. */
  private static Map<String, Map<?, ?>> objects(String rendered) {
    return documents(rendered).stream()
        .collect(
            Collectors.toMap(
                object ->
                    object.get("kind") + " " + ((Map<?, ?>) object.get("metadata")).get("name"),
                object -> object));
  }

  /** Values with one pipeline, that of a file. */
  private Path values(String name, String text, String more) throws IOException {
    return Files.writeString(
        directory.resolve("values.yaml"),
        "pipelines:\n  %s: |\n%s\n%s".formatted(name, text.indent(4), more));
  }

  @Test
  void withoutAPipelineItSaysWhatToSet() {
    assertThatThrownBy(() -> chart().call()).hasMessageContaining("set 'pipelines'");
  }

  @Test
  void helmHasNothingToSayAgainstIt() {
    LintResult lint = new Helm(CHART).lint().strict().call();
    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
  }

  /** {@code -Drecurrence.render=true} writes them anew. */
  @ParameterizedTest
  @ValueSource(strings = {"recurrence", "recurrence-strimzi"})
  void theManifestsAreTheRenderedChart(String name) throws IOException {
    Path values = MANIFESTS.resolve(name + ".values.yaml");
    String rendered = chart().withValuesFile(values).call();
    Path manifests = MANIFESTS.resolve(name + ".yaml");
    if (Boolean.getBoolean("recurrence.render")) {
      Files.writeString(manifests, rendered);
    }
    assertThat(Files.readString(manifests)).isEqualTo(rendered);
  }

  @Test
  void theAlertsOfTheChartAreThoseOfTheDashboards() throws IOException {
    String alerts = Files.readString(Path.of("dashboards/alerts.yml"));
    assertThat(Files.readString(CHART.resolve("files/alerts.yml"))).isEqualTo(alerts);
    String rendered = Files.readString(MANIFESTS.resolve("recurrence-strimzi.yaml"));
    assertThat(objects(rendered).get("PrometheusRule recurrence").get("spec"))
        .isEqualTo(documents(alerts).get(0));
  }

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("topology"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void theUserOfStrimziHasTheRightsThatTheApplicationNeeds(Path file) throws IOException {
    Path values =
        values(file.getFileName().toString(), Files.readString(file), "strimzi: {enabled: true}\n");
    Map<String, Map<?, ?>> objects = objects(chart().withValuesFile(values).call());
    Map<?, ?> spec = (Map<?, ?>) objects.get("KafkaUser recurrence").get("spec");
    Set<String> given = new TreeSet<>();
    for (Object each : (List<?>) ((Map<?, ?>) spec.get("authorization")).get("acls")) {
      Map<?, ?> resource = (Map<?, ?>) ((Map<?, ?>) each).get("resource");
      for (Object operation : (List<?>) ((Map<?, ?>) each).get("operations")) {
        given.add(
            "%s %s %s %s"
                .formatted(
                    resource.get("type"),
                    resource.get("patternType"),
                    resource.get("name"),
                    operation));
      }
    }
    Set<String> needed = new TreeSet<>();
    for (AccessRule rule :
        AccessRule.of(ApplicationSpec.of(SpecLoader.load(file, Map.of(), List.of())), true)) {
      for (AclOperation operation : rule.operations()) {
        needed.add(
            "%s %s %s %s"
                .formatted(
                    RESOURCES.get(rule.resource()),
                    rule.pattern() == PatternType.PREFIXED ? "prefix" : "literal",
                    rule.name(),
                    SecurityUtils.operationName(operation)));
      }
    }
    assertThat(given).isEqualTo(needed);
  }

  @Test
  void thePageIsServedWithTheTokenAndTheCertificateOfSecrets() throws IOException {
    Path values =
        values(
            "p.yaml",
            "{name: p, input: {topic: in}, output: {anomalies: out}, horizon: 3}",
            """
            page: {tokenSecret: page-token, tlsSecret: page-tls}
            monitoring: {serviceMonitor: {enabled: true}}
            """);
    String rendered = chart().withValuesFile(values).call();
    Files.createDirectories(Path.of("target/kubernetes"));
    Files.writeString(Path.of("target/kubernetes/page.yaml"), rendered);
    Map<String, Map<?, ?>> objects = objects(rendered);
    Map<?, ?> pod =
        map(map(map(objects.get("StatefulSet recurrence"), "spec"), "template"), "spec");
    Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
    assertThat(((List<?>) container.get("args")).stream().map(String::valueOf))
        .contains(
            "--http-token-file=/etc/recurrence/page-token/token",
            "--http-certificate=/etc/recurrence/page-tls/tls.crt",
            "--http-key=/etc/recurrence/page-tls/tls.key");
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(map(map(container, probe), "httpGet").get("scheme")).as(probe).isEqualTo("HTTPS");
    }
    for (String name : List.of("page-token", "page-tls")) {
      assertThat(named(container, "volumeMounts", name).get("mountPath"))
          .isEqualTo("/etc/recurrence/" + name);
      assertThat(map(named(pod, "volumes", name), "secret").get("secretName")).isEqualTo(name);
    }
    Map<?, ?> monitor = map(objects.get("ServiceMonitor recurrence"), "spec");
    Map<?, ?> endpoint = (Map<?, ?>) ((List<?>) monitor.get("endpoints")).get(0);
    assertThat(endpoint.get("scheme")).isEqualTo("https");
    assertThat(map(map(endpoint, "authorization"), "credentials"))
        .isEqualTo(Map.of("name", "page-token", "key", "token"));
    assertThat(map(endpoint, "tlsConfig").get("serverName")).isEqualTo("recurrence.default.svc");
  }

  private static Map<?, ?> map(Map<?, ?> object, String key) {
    return (Map<?, ?>) object.get(key);
  }

  /** The entry of a list that has a name. */
  private static Map<?, ?> named(Map<?, ?> object, String list, String name) {
    return ((List<?>) object.get(list))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .filter(each -> name.equals(each.get("name")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void severalPipelinesAreAnApplicationThatNeedsAName() throws IOException {
    Path values =
        Files.writeString(
            directory.resolve("several.yaml"),
            """
            pipelines:
              a.yaml: |
                {name: a, input: {topic-pattern: 'site-.*'}, output: {anomalies: a.Out_1, incidents: a.incidents}, horizon: 3}
              b.yaml: |
                name: b
                input: {topic: [in, more]}
                output: {anomalies: b.anomalies, dead-letters: b.dead}
                horizon: 3
                models: [{type: lstm, control: b.weights}]
            strimzi: {enabled: true, authentication: scram-sha-512, createSources: false}
            kafka: {settings: {client.rack: a}}
            state: {storageClassName: fast}
            javaOptions: -Xmx512m
            log: warn
            env: [{name: RECURRENCE__KAFKA__NUM__STANDBY__REPLICAS, value: "1"}]
            networkPolicy: {enabled: true}
            nodeSelector: {disk: fast}
            tolerations: [{key: dedicated, operator: Exists}]
            podLabels: {team: plant}
            podAnnotations: {note: text}
            imagePullSecrets: [{name: registry}]
            """);
    assertThatThrownBy(() -> chart().withValuesFile(values).call())
        .hasMessageContaining("set 'application'");
    String rendered = chart().withValuesFile(values).set("application", "works").call();
    Files.createDirectories(Path.of("target/kubernetes"));
    Files.writeString(Path.of("target/kubernetes/several.yaml"), rendered);
    assertThat(objects(rendered))
        .containsKeys(
            "KafkaTopic a.out-1",
            "KafkaTopic b.weights",
            "KafkaUser recurrence",
            "NetworkPolicy recurrence")
        .doesNotContainKeys("KafkaTopic in");
    assertThat(rendered)
        .contains("- /etc/recurrence/pipelines\n", "--name=works", "topicName: a.Out_1")
        .contains("{type: topic, name: site-, patternType: prefix}", "name: works-,");
  }
}
