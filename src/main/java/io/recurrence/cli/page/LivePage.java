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

  private LivePage(PageServer server, OutputReader follower, String address) {
    this.server = server;
    this.follower = follower;
    this.address = address;
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
   * Begins to serve.
   *
   * @param settings of Kafka's clients
   * @param anywhere whether a port that was not given is chosen
   */
  public static LivePage open(
      HttpOptions options,
      List<Application> applications,
      Map<String, String> settings,
      PrometheusMeterRegistry registry,
      boolean anywhere) {
    List<PageSource> sources = new ArrayList<>();
    List<PipelineSpec> specs = new ArrayList<>();
    for (Application application : applications) {
      for (DeployedPipeline pipeline : application.pipelines()) {
        sources.add(new PageSource(application, pipeline));
        specs.add(pipeline.spec());
      }
    }
    LiveView view = new LiveView(sources);
    PageServer server =
        anywhere
            ? options.serveSomewhere(view, registry::scrape)
            : options.serve(view, registry::scrape, options.port == null ? 0 : options.port);
    Counter failures =
        Counter.builder("recurrence.page.failures")
            .description("Attempts of the page to read the output topics that failed")
            .register(registry);
    OutputReader follower = new OutputReader(settings, specs, view, failures, view::seed);
    return new LivePage(server, follower, options.address(server));
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
