package io.recurrence.cli;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * What metrics, the page and one who watches cost the stream: the same records are read by the same
 * pipeline without any, with each, in turns. A main of its own, since it takes minutes: {@code java
 * -cp target/test-classes:target/classes:… io.recurrence.cli.PageOverhead [rounds]}.
 */
final class PageOverhead {
  private static final int SERIES = 50;
  private static final int RECORDS = 60_000;
  private static final int WARM = 15_000; // not counted
  private static final String TOPIC = "overhead.in";

  private static final Admin ADMIN =
      Admin.create(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()));

  private enum Mode {
    BARE,
    METRICS,
    PAGE,
    WATCHED
  }

  private PageOverhead() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    KafkaFixture.create(1, List.of(TOPIC));
    write();
    Map<Mode, List<double[]>> results = new EnumMap<>(Mode.class);
    for (int round = -1; round < rounds; round++) {
      for (Mode mode : Mode.values()) {
        double[] result = run(mode, mode.name().toLowerCase(java.util.Locale.ROOT) + round);
        if (round >= 0) {
          results.computeIfAbsent(mode, unused -> new ArrayList<>()).add(result);
        }
        System.out.printf(
            "%2d %-8s %8.0f records/s  %6.1f us of CPU a record, broker included; %5.2f of it the page%n",
            round, mode, result[0], result[1], result[2]);
      }
    }
    double bare = median(results.get(Mode.BARE), 0);
    double cpu = median(results.get(Mode.BARE), 1);
    results.forEach(
        (mode, values) ->
            System.out.printf(
                "%-8s median %8.0f records/s (%+.1f %%)  %6.1f us of CPU (%+.1f %%), %5.2f of it the page%n",
                mode,
                median(values, 0),
                100 * (median(values, 0) / bare - 1),
                median(values, 1),
                100 * (median(values, 1) / cpu - 1),
                median(values, 2)));
    System.exit(0);
  }

  private static double median(List<double[]> values, int column) {
    double[] sorted = values.stream().mapToDouble(value -> value[column]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void write() {
    Random random = new Random(5);
    long start = System.currentTimeMillis() - RECORDS / SERIES * 60_000L;
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      for (int i = 0; i < RECORDS; i++) {
        long time = start + i / SERIES * 60_000L;
        double value = 20 + 5 * Math.sin((double) i / SERIES / 10) + random.nextGaussian();
        producer.send(
            KafkaFixture.record(
                TOPIC, time, "s" + i % SERIES, "{\"ts\":%d,\"value\":%s}".formatted(time, value)));
      }
    }
  }

  private static double[] run(Mode mode, String name) throws Exception {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input: {topic: overhead.in, partitioned-by-series: true, time: {field: /ts}}
            output: {anomalies: %1$s.anomalies, forecasts: %1$s.forecasts}
            horizon: 24
            """
                .formatted(name));
    KafkaFixture.create(1, List.of(spec.output().anomalies(), spec.output().forecasts()));
    Map<String, String> settings = KafkaFixture.settings(name);
    PrometheusMeterRegistry registry = LivePage.registry();
    MeterRegistry used = mode == Mode.BARE ? new CompositeMeterRegistry() : registry;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Application application = new Application(spec, settings, used);
    LivePage page = null;
    ScheduledExecutorService watchers = Executors.newScheduledThreadPool(2);
    try {
      if (mode == Mode.PAGE || mode == Mode.WATCHED) {
        HttpOptions options = new HttpOptions();
        options.port = 0;
        page = LivePage.open(options, List.of(application), settings, registry);
      }
      if (mode == Mode.WATCHED && page != null) {
        String address = page.address();
        repeat(watchers, 1, () -> listen(address + "api/events?series=s1"));
        repeat(
            watchers,
            1_000,
            () -> {
              get(address + "api/series?limit=40");
              get(address + "metrics");
            });
      }
      application.start();
      awaitRecords(name, WARM);
      long began = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      long page0 = pageCpu();
      long from = records(name);
      awaitRecords(name, RECORDS);
      double seconds = (System.nanoTime() - began) / 1e9;
      long done = records(name) - from;
      return new double[] {
        done / seconds,
        (system.getProcessCpuTime() - cpu) / 1e3 / done,
        (pageCpu() - page0) / 1e3 / done
      };
    } finally {
      watchers.shutdownNow();
      if (page != null) {
        page.close();
      }
      application.close();
    }
  }

  /** How far the group has committed, which is the same to ask with metrics and without. */
  private static long records(String group) throws Exception {
    OffsetAndMetadata committed =
        ADMIN
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(TOPIC, 0));
    return committed == null ? 0 : committed.offset();
  }

  private static void awaitRecords(String group, long count) {
    Awaitility.await()
        .forever()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> records(group) >= count);
  }

  /** What the threads of the page have used so far, in nanoseconds. */
  private static long pageCpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().matches("page(-\\w+)?(-\\d+)?")) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }

  private interface Task {
    void run() throws Exception;
  }

  /** Does something again and again, so many milliseconds after it was done. */
  private static void repeat(ScheduledExecutorService watchers, long millis, Task task) {
    var unused =
        watchers.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (Exception e) {
                // the page ends
              }
            },
            0,
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static void listen(String address) throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofInputStream())
        .body()
        .transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static void get(String address) throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding());
  }
}
