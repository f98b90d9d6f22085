package io.recurrence.streams;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.EventContent;
import io.recurrence.core.EventResult;
import io.recurrence.core.EventResult.Kind;
import io.recurrence.core.PublicApi;
import io.recurrence.core.StepResult;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.streams.PipelineStep.Content;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A task on symbols or sequences as a step of your own topology, as {@link Forecasting} is one for
 * forecasts: {@code stream.process(EventTasks.symbols(spec, meters, Door::state))} turns a stream
 * of anything by series into one of {@link SymbolEvent}s. A record may lead to no event, as a label
 * that needs to see what follows does, or to two, where it begins a sequence after the last one.
 *
 * <p>A null value, or one of which null is read, is a record that brings nothing. Left out and
 * counted are the records that {@link Forecasting} leaves out, symbols that are not in a given
 * alphabet, and sequences that are too long. What a function throws that reads a value is a failure
 * of the application, as in any other step; no state has moved.
 *
 * @param <V> what records hold
 * @param <R> what comes of them
 */
@PublicApi
public final class EventTasks<V, R> implements ProcessorSupplier<String, V, String, R> {
  private final StepSupplier<V, R> steps;

  private EventTasks(StepSupplier<V, R> steps) {
    this.steps = steps;
  }

  /**
   * The pipeline of a specification with {@code task: symbols}; its input and output topics are not
   * used.
   *
   * @param symbol reads it of a value, or the text of several
   * @throws IllegalArgumentException where the pipeline has another task
   */
  public static <V> EventTasks<V, SymbolEvent> symbols(
      PipelineSpec spec, Meters meters, Function<? super V, @Nullable String> symbol) {
    return with(spec, meters, Kind.SYMBOL, text(symbol), SymbolEvent::of);
  }

  /**
   * The same with {@code task: label}.
   *
   * @param numbers reads them of a value
   * @throws IllegalArgumentException where the pipeline has another task
   */
  public static <V> EventTasks<V, LabelEvent> labels(
      PipelineSpec spec, Meters meters, Function<? super V, double @Nullable []> numbers) {
    return with(spec, meters, Kind.LABEL, numbers(spec.width(), numbers), LabelEvent::of);
  }

  /**
   * The same with {@code task: classify}. A record that brings nothing ends the sequence.
   *
   * @param numbers reads them of a value
   * @throws IllegalArgumentException where the pipeline has another task
   */
  public static <V> EventTasks<V, ClassEvent> classes(
      PipelineSpec spec, Meters meters, Function<? super V, double @Nullable []> numbers) {
    return with(spec, meters, Kind.CLASS, numbers(spec.width(), numbers), ClassEvent::of);
  }

  /**
   * The same of texts, or of symbols that are a sequence together.
   *
   * @param text reads it of a value
   * @throws IllegalArgumentException where the pipeline has another task
   */
  public static <V> EventTasks<V, ClassEvent> textClasses(
      PipelineSpec spec, Meters meters, Function<? super V, @Nullable String> text) {
    return with(spec, meters, Kind.CLASS, text(text), ClassEvent::of);
  }

  /**
   * The same with {@code task: translate}.
   *
   * @param text reads it of a value
   * @throws IllegalArgumentException where the pipeline has another task
   */
  public static <V> EventTasks<V, TranslationEvent> translations(
      PipelineSpec spec, Meters meters, Function<? super V, @Nullable String> text) {
    return with(spec, meters, Kind.TRANSLATION, text(text), TranslationEvent::of);
  }

  /**
   * The same, timed by a field of the values.
   *
   * @param millis reads the event time of a value, in milliseconds since 1970
   */
  public EventTasks<V, R> at(ToLongFunction<? super V> millis) {
    return new EventTasks<>(
        new StepSupplier<>(
            steps.spec(),
            steps.meters(),
            steps.content(),
            record -> millis.applyAsLong(record.value()),
            steps.result()));
  }

  /** Makes the step part of the topology of a stream, with a stream of dead letters beside it. */
  public Outputs<V, R> outputs(KStream<String, V> values) {
    return steps.outputs(values);
  }

  private static <V, R> EventTasks<V, R> with(
      PipelineSpec spec,
      Meters meters,
      Kind kind,
      Content<V> content,
      Function<StepResult, R> result) {
    if (spec.result() != kind) {
      throw new IllegalArgumentException(
          "the result of pipeline '%s' is a %s, not a %s: see 'task'"
              .formatted(
                  spec.name(), spec.forecasts() ? "forecast" : named(spec.result()), named(kind)));
    }
    return new EventTasks<>(
        new StepSupplier<>(
            spec,
            meters,
            content,
            Record::timestamp,
            (series, out) ->
                out.event().kind() == Kind.NONE
                    ? Optional.empty()
                    : Optional.of(result.apply(out))));
  }

  private static String named(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static <V> Content<V> text(Function<? super V, @Nullable String> text) {
    return (value, content) -> {
      String read = text.apply(value);
      if (read != null && !read.isBlank()) {
        content.text(read.strip());
      }
    };
  }

  private static <V> Content<V> numbers(
      int width, Function<? super V, double @Nullable []> numbers) {
    return (value, content) -> {
      double[] read = numbers.apply(value);
      if (read != null) {
        add(read, width, content);
      }
    };
  }

  private static void add(double[] numbers, int width, EventContent content)
      throws BadRecordException {
    if (numbers.length != width) {
      throw new BadRecordException(
          numbers.length < width ? Reason.NO_VALUE : Reason.SEVERAL_READINGS,
          "the record has %d numbers, the task takes %d".formatted(numbers.length, width));
    }
    for (double x : numbers) {
      content.add(x);
    }
  }

  /** What is probable, in the order of the result. */
  static Map<String, Double> probabilities(EventResult result) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < result.names().length; i++) {
      probabilities.put(result.names()[i], result.probabilities()[i]);
    }
    return Collections.unmodifiableMap(probabilities);
  }

  @Override
  public Processor<String, V, String, R> get() {
    return steps.events();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return steps.stores();
  }
}
