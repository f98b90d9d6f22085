package io.recurrence.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Judgement;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict.Phase;
import io.recurrence.record.BinaryDecoder;
import io.recurrence.record.BinaryEncoder;
import io.recurrence.record.Encoder;
import io.recurrence.record.JsonEncoder;
import io.recurrence.testing.FakePipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The incidents of the page are those that the stream tells of, read from what its encoders write.
 */
class StreamIncidentsTest {
  private final LiveView view = new LiveView(List.of(new FakePipeline("p")));
  private final Encoder encoder = new JsonEncoder(0.95, "p@1");

  private double highest; // score of the incident that goes on

  /** What the stream said of one incident: times, and -1 for an end that has not come. */
  private record Told(long onset, long peak, long end) {}

  /** Values about a level, with lone spikes and times of trouble. */
  private static double value(Random random, int i) {
    boolean spike = i % 700 == 650;
    boolean trouble = i % 1_500 > 1_400 && i % 3 == 0;
    return random.nextGaussian()
        + (spike ? 10 + i / 100 : trouble ? (i % 100) * (1 + i / 1_000) : 0);
  }

  private static void run(String detector, int records, Reorderer.Sink sink) {
    SeriesPipeline pipeline =
        SpecLoader.parse(
                "name: p\nmodels: [mean]\nstep: PT1S\ndetector: {type: "
                    + detector
                    + ", alarm-rate: 0.001}\n")
            .newPipeline();
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    Random random = new Random(1);
    for (int i = 0; i < records; i++) {
      reorderer.accept(state, i, 1_000L * i, true, value(random, i), sink);
    }
  }

  private void follow(List<Told> told, StepResult out) {
    Phase phase = out.judgement().verdict().phase();
    double height = out.judgement().verdict().peak();
    if (phase == Phase.ONSET) {
      told.add(new Told(out.time(), out.time(), -1));
      highest = height;
    } else if (phase != Phase.NONE) {
      Told so = told.remove(told.size() - 1);
      long peak = height > highest ? out.time() : so.peak();
      long end = phase == Phase.END ? out.time() : -1;
      told.add(new Told(so.onset(), peak, end));
      highest = Math.max(highest, height);
    }
  }

  private List<Told> shown() {
    List<Told> shown = new ArrayList<>();
    for (SeriesIncident each : view.incidents.select(100, 0, any -> true)) {
      shown.add(new Told(each.onset, each.peak, each.open ? -1 : each.last));
    }
    Collections.reverse(shown);
    return shown;
  }

  @Test
  void incidentsBeginPeakAndEndWhereTheStreamSaysWhateverTheFormat() {
    List<Told> told = new ArrayList<>();
    BinaryEncoder binary = new BinaryEncoder(0.95, "p@1");
    BinaryDecoder decoder = new BinaryDecoder();
    LiveView other = new LiveView(List.of(new FakePipeline("p")));
    run(
        "surprise",
        4_430,
        out -> {
          follow(told, out);
          view.judged("p", encoder.anomaly("a", out.judgement()));
          other.judged("p", decoder.json(binary.anomaly("a", out.judgement())));
          LiveSeries line = view.find("p", "a");
          boolean going =
              out.judgement().verdict().phase() == Phase.ONSET
                  || out.judgement().verdict().phase() == Phase.ONGOING;
          assertThat(line.incident != null).as("an incident at %d", out.time()).isEqualTo(going);
        });
    assertThat(told).hasSizeGreaterThan(2).anyMatch(each -> each.end() - each.onset() > 20_000);
    assertThat(told).anyMatch(each -> each.peak() > each.onset());
    assertThat(shown()).isEqualTo(told);
    assertThat(other.incidents.select(100, 0, any -> true))
        .usingRecursiveComparison()
        .ignoringFields("series")
        .isEqualTo(view.incidents.select(100, 0, any -> true));
  }

  @Test
  void anIncidentIsDescribedByItsPeak() {
    List<String> flags = new ArrayList<>();
    run(
        "surprise",
        4_000,
        out -> {
          view.judged("p", encoder.anomaly("a", out.judgement()));
          if (out.judgement().verdict().anomaly()) {
            flags.add(out.judgement().verdict().kind() + " " + out.judgement().verdict().reason());
          }
        });
    assertThat(view.incidents.select(100, 0, each -> !each.open))
        .isNotEmpty()
        .extracting(each -> each.kind + " " + each.reason)
        .isSubsetOf(flags);
  }

  @Test
  void aDetectorWithoutIncidentsGivesRunsOfFlaggedRecords() {
    List<Long> flagged = new ArrayList<>();
    run(
        "tail",
        4_000,
        out -> {
          view.judged("p", encoder.anomaly("a", out.judgement()));
          if (out.judgement().verdict().anomaly()) {
            flagged.add(out.time());
          }
        });
    long runs = 0;
    for (int i = 0; i < flagged.size(); i++) {
      runs += i == 0 || flagged.get(i) - flagged.get(i - 1) > 5_000 ? 1 : 0;
    }
    assertThat(view.incidents.select(1_000, 0, any -> true)).hasSize((int) runs).isNotEmpty();
    assertThat(view.incidents.open()).isZero();
  }

  @Test
  void aSilenceIsAnIncidentUntilTheNextRecord() {
    run("surprise", 50, out -> view.judged("p", encoder.anomaly("a", out.judgement())));
    view.judged("p", encoder.anomaly("a", Judgement.silence(60_000, "no data for PT10S")));
    assertThat(view.incidents.open()).isEqualTo(1);
    assertThat(view.find("p", "a").state()).isEqualTo("ANOMALY");
    run("surprise", 1, out -> view.judged("p", encoder.anomaly("a", out.judgement())));
    assertThat(view.incidents.open()).isZero();
    assertThat(view.incidents.select(1, 0, any -> true).get(0).kind).isEqualTo("SILENCE");
  }

  @Test
  void whoBeginsToReadInTheMiddleSeesTheIncidentThatGoesOn() {
    List<byte[]> records = new ArrayList<>();
    run(
        "surprise",
        4_000,
        out -> {
          Phase phase = out.judgement().verdict().phase();
          if (phase == Phase.ONGOING || phase == Phase.END) {
            records.add(encoder.anomaly("a", out.judgement()));
          }
        });
    view.judged("p", records.get(0));
    assertThat(view.incidents.open()).isEqualTo(1);
    records.forEach(record -> view.judged("p", record));
    assertThat(view.incidents.open()).isZero();
  }
}
