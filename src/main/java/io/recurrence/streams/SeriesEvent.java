package io.recurrence.streams;

import io.recurrence.core.Judgement;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one record of a series led to, as a value that can be kept: for topologies of one's own.
 *
 * @param timestamp event time, in milliseconds since 1970
 * @param value NaN where the record had none
 * @param expected NaN where nothing was expected, as for the first record of a series
 * @param lower the lower end of the expected band
 * @param upper the upper end of the expected band
 * @param score how strange the value is, in [0, 1]
 * @param grade 0 for what is not flagged; towards 1 the less likely the value was
 * @param alarm how strange an incident is that begins or worsens at the value, in [0, 1]; else 0
 * @param anomaly whether it is flagged
 * @param reason why, in words
 * @param expectedBy the version of the trained weights that predicted the value, where there were
 *     any
 * @param forecastBy the version of those behind the forecast
 * @param forecast the expected values of the steps to come; empty where none was made at this
 *     record
 */
public record SeriesEvent(
    long timestamp,
    double value,
    double expected,
    double lower,
    double upper,
    double score,
    double grade,
    double alarm,
    boolean anomaly,
    Status status,
    String reason,
    String expectedBy,
    String forecastBy,
    List<Double> forecast) {

  static SeriesEvent of(StepResult out) {
    Judgement judgement = out.judgement();
    Verdict verdict = judgement.verdict();
    SeriesForecast forecast = out.forecast();
    List<Double> path =
        forecast.made()
            ? IntStream.rangeClosed(1, forecast.horizon()).mapToObj(forecast::mean).toList()
            : List.of();
    return new SeriesEvent(
        judgement.time(),
        judgement.value(),
        judgement.expected(),
        judgement.lower(),
        judgement.upper(),
        verdict.score(),
        verdict.grade(),
        verdict.alarm(),
        verdict.anomaly(),
        judgement.status(),
        verdict.reason(),
        judgement.networkVersion(),
        forecast.networkVersion(),
        path);
  }
}
