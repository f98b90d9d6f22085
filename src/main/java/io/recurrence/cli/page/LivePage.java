package io.recurrence.cli.page;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.page.LiveView;
import io.recurrence.page.PageServer;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeployedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a process shows of itself over HTTP: the page, health and metrics. */
public final class LivePage implements AutoCloseable {
  private final PageServer server;
  private final OutputReader follower;
  private final String address;

  private LivePage(PageServer server, OutputReader follower, HttpOptions options) {
    this.server = server;
    this.follower = follower;
    this.address = options.address(server);
  }

  /** A registry that {@code /metrics} shows, with what is to be known of any JVM. */
  public static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    JvmGcMetrics collections = new JvmGcMetrics();
    List<MeterBinder> binders =
        List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
    return registry;
  }

  /**
   * Begins to serve on the port that was given.
   *
   * @param settings of Kafka's clients
   */
  public static LivePage open(
      HttpOptions options,
      List<Application> applications,
      Map<String, String> settings,
      PrometheusMeterRegistry registry) {
    LiveView view = view(applications, Map.of(), settings);
    int port = options.port == null ? 0 : options.port;
    PageServer server = options.serve(view, registry::scrape, port);
    return new LivePage(server, read(applications, view, settings, registry), options);
  }

  /**
   * Begins to serve on the port that was given, otherwise on one that is free.
   *
   * @param notes what is to be known of the data of pipelines, by their names
   */
  public static LivePage openSomewhere(
      HttpOptions options,
      List<Application> applications,
      Map<String, String> notes,
      Map<String, String> settings,
      PrometheusMeterRegistry registry) {
    LiveView view = view(applications, notes, settings);
    PageServer server = options.serveSomewhere(view, registry::scrape);
    return new LivePage(server, read(applications, view, settings, registry), options);
  }

  private static LiveView view(
      List<Application> applications, Map<String, String> notes, Map<String, String> settings) {
    List<PageSource> sources = new ArrayList<>();
    for (Application application : applications) {
      for (DeployedPipeline pipeline : application.pipelines()) {
        String note = notes.getOrDefault(pipeline.spec().name(), "");
        sources.add(new PageSource(application, pipeline, note, settings));
      }
    }
    return new LiveView(sources);
  }

  private static OutputReader read(
      List<Application> applications,
      LiveView view,
      Map<String, String> settings,
      PrometheusMeterRegistry registry) {
    List<PipelineSpec> specs =
        applications.stream()
            .flatMap(application -> application.pipelines().stream())
            .map(DeployedPipeline::spec)
            .toList();
    Counter failures =
        Counter.builder("recurrence.page.failures")
            .description("Attempts of the page to read the output topics that failed")
            .register(registry);
    return new OutputReader(settings, specs, view, failures, view::seed);
  }

  /** Where a browser finds it. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    server.close();
    follower.close();
  }
}
