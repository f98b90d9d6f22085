package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recurrence.core.Forecaster;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.forecast.mixture.Mixture;
import io.recurrence.forecast.mixture.Tier;
import io.recurrence.testing.Above;
import io.recurrence.testing.Median;
import io.recurrence.time.Calendar;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStagesTest {
  private static final String OWN = "{name: t, horizon: 2, models: [{type: median, window: 5}]}";

  @Test
  void aTypeOnTheClassPathIsReadLikeAnyOther() {
    PipelineSpec spec = SpecLoader.parse(OWN);
    assertThat(expected(spec, 1, 9, 2, 8, 3, 7)).isEqualTo(3); // of 1, 9, 2, 8, 3
    assertThat(faults("{models: [{type: median, windw: 5}]}"))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.path()).isEqualTo("models[0].windw");
              assertThat(fault.problem()).contains("not a known key").contains("window");
            });
    assertThat(faults("{models: [{type: median, window: 0}]}"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.problem()).contains("a whole number in [1, 99]"));
    assertThat(faults("{models: [{type: median, window: 4}]}"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.problem()).contains("4 values has no middle"));
    assertThat(faults("{models: [mediann]}"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.problem()).contains("median"));
    assertThat(faults("{detector: median}")).hasSize(1); // another role
  }

  @Test
  void objectsTakeTheirPlaceBesideWhatATextSays() {
    PipelineSpec spec =
        new SpecBuilder("{name: t, horizon: 2, models: [naive]}")
            .model("median(3)", () -> new Median(3))
            .detector("above(90)", () -> new Above(90))
            .build();
    SeriesPipeline pipeline = spec.newPipeline();
    StepResult out = pipeline.newOutput();
    assertThat(out.forecast().models()).containsExactly("naive", "median(3)");
    State state = pipeline.newState();
    step(pipeline, state, out, 0, 89);
    assertThat(out.judgement().verdict().anomaly()).isFalse();
    step(pipeline, state, out, 1, 91);
    assertThat(out.judgement().verdict().reason()).isEqualTo("above 90.0");
  }

  @Test
  void aModelCanBeAnExpertOfTheMixture() {
    PipelineSpec spec =
        new SpecBuilder("{name: t, horizon: 2, models: mixture}")
            .model("median(3)", () -> new Median(3))
            .build();
    assertThat(spec.newPipeline().newOutput().forecast().models())
        .contains("median(3)")
        .hasSizeGreaterThan(2);
  }

  @Test
  void aForecasterForecastsByItself() {
    Supplier<Forecaster> maker = () -> new Mixture(Tier.SMALL, Calendar.UTC, 2, false, List.of());
    PipelineSpec spec = new SpecBuilder("{name: t, horizon: 2}").forecaster("mine", maker).build();
    assertThat(expected(spec, 5, 5, 5)).isEqualTo(5);
    assertThat(
            catchThrowableOfType(
                    SpecException.class,
                    () ->
                        new SpecBuilder("{models: [naive], combine: equal}")
                            .forecaster("mine", maker)
                            .build())
                .faults())
        .extracting(Fault::path)
        .containsExactlyInAnyOrder("models", "combine");
  }

  @Test
  void aNameLeadsToOneStage() {
    for (String taken : List.of("naive", "median(3)")) {
      SpecBuilder builder =
          new SpecBuilder("{horizon: 2}")
              .model("median(3)", () -> new Median(3))
              .model(taken, () -> new Median(5));
      assertThat(catchThrowableOfType(SpecException.class, builder::build).faults())
          .extracting(Fault::path)
          .containsExactly(taken);
    }
  }

  @Test
  void aListedStageThatIsNotThereIsAFault(@TempDir Path directory) throws IOException {
    Path list = directory.resolve("META-INF/services/" + StageProvider.class.getName());
    Files.createDirectories(list.getParent());
    Files.writeString(list, "not.There");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(own);
      assertThat(faults("{models: [not-there]}"))
          .singleElement()
          .satisfies(fault -> assertThat(fault.problem()).contains("not.There"));
      assertThat(SpecLoader.parse("{models: [naive]}").name()).isNotEmpty(); // asks for none
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void theStoredMemoryIsAsTheStageStatesIt() {
    SeriesPipeline pipeline = SpecLoader.parse(OWN).newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int i = 0; i < 4; i++) {
      step(pipeline, state, out, i, 10 + i);
    }
    byte[] bytes = state.toBytes();
    assertThat(HexFormat.of().formatHex(bytes)).contains("0000000000001040"); // 4.0
    assertThat(Arrays.equals(pipeline.read(bytes).toBytes(), bytes)).isTrue();
    assertThat(SpecLoader.parse(OWN.replace("window: 5", "window: 7")).newPipeline().matches(bytes))
        .isFalse();
  }

  @Test
  void settingsOfBeforeAreReadWithTheSameStages() {
    PipelineSpec spec =
        new SpecBuilder("{name: t, horizon: 2}").model("m(3)", () -> new Median(3)).build();
    PipelineSpec before = SpecLoader.ofMemorySettings(spec.memorySettings(), spec);
    assertThat(before.newPipeline().shape()).isEqualTo(spec.newPipeline().shape());
  }

  private static double expected(PipelineSpec spec, double... values) {
    SeriesPipeline pipeline = spec.newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int i = 0; i < values.length; i++) {
      step(pipeline, state, out, i, values[i]);
    }
    return out.judgement().expected();
  }

  private static void step(
      SeriesPipeline pipeline, State state, StepResult out, int minute, double value) {
    pipeline.step(state, 60_000L * minute, value, out);
  }

  private static List<Fault> faults(String yaml) {
    return catchThrowableOfType(SpecException.class, () -> SpecLoader.parse(yaml)).faults();
  }
}
