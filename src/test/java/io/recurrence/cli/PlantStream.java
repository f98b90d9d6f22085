package io.recurrence.cli;

import static io.recurrence.cli.FaultyPlant.SERIES;
import static io.recurrence.cli.FaultyPlant.STEP;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A stream of a plant on a real broker, which goes on until it is closed, for the live page. */
final class PlantStream implements AutoCloseable {
  private static final int PAST = 2_000;
  private static final int AHEAD = 10_000; // steps that the feeder may make
  private static final long PERIOD_MILLIS = 250;

  // a broker takes no record whose time is more than an hour ahead of its clock
  final FaultyPlant plant = new FaultyPlant(System.currentTimeMillis() - (PAST + AHEAD) * STEP);
  final KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer();
  private final PrometheusMeterRegistry registry = LivePage.registry();
  private final Map<String, String> settings = KafkaFixture.settings("page");
  private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
  private final Application application;

  PlantStream() {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: page
            input: {topic: page.in, partitioned-by-series: true, time: {field: /ts}}
            output: {anomalies: page.anomalies, forecasts: page.forecasts, dead-letters: page.dead}
            horizon: 24
            """);
    KafkaFixture.create(2, Topics.of(spec));
    application = new Application(spec, settings, registry);
    application.start();
    for (int i = 0; i < PAST; i++) {
      plant.next().forEach(producer::send);
    }
    producer.flush();
    KafkaFixture.read("page.anomalies", PAST * SERIES.size(), Duration.ofMinutes(2));
    var unused =
        feeder.scheduleAtFixedRate(
            () -> plant.next().forEach(producer::send), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Serves its page; port 0 is any that is free. */
  LivePage serve(int port) {
    HttpOptions options = new HttpOptions();
    options.port = port;
    return LivePage.open(options, List.of(application), settings, registry);
  }

  @Override
  public void close() {
    feeder.shutdownNow();
    application.close();
    producer.close();
  }
}
