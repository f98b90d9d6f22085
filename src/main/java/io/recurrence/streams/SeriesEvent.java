package io.recurrence.streams;

import io.recurrence.core.IncidentReport;
import io.recurrence.core.Judgement;
import io.recurrence.core.PublicApi;
import io.recurrence.core.Severity;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one record of a series led to, as a value that can be kept: for topologies of one's own. It
 * says what records of the topics of anomalies, forecasts, incidents and outcomes say.
 *
 * @param timestamp event time, in milliseconds since 1970
 * @param value NaN where the record had none
 * @param expected NaN where nothing was expected, as for the first record of a series
 * @param lower the lower bound of the prediction interval
 * @param upper the upper bound of the prediction interval
 * @param confidence the share of values that lower and upper bound are to hold between them
 * @param score how strange the value is, in [0, 1]
 * @param grade 0 for what is not flagged; towards 1 the less likely the value was
 * @param alarm how strange an incident is that begins or worsens at the value, in [0, 1]; else 0
 * @param anomaly whether it is flagged
 * @param incident where in an incident the value lies
 * @param incidentPeak the highest score of the incident so far; 0 outside of one
 * @param coverage the share of the last thousand values within their prediction interval
 * @param reason why it is flagged, in words; empty if it is not
 * @param model the one that weighs most in the forecast from here; empty where there is none
 * @param networkVersion that of the trained weights that predicted the value; empty where there
 *     were none
 * @param forecast of the steps to come; empty where none was due at this record
 * @param incidents what has happened to incidents at this record, of the detector and of {@code
 *     limits}; none unless the specification has {@code output.incidents}, of any name
 * @param outcomes earlier forecasts for this time; none unless it has {@code output.outcomes}
 */
@PublicApi
public record SeriesEvent(
    String series,
    long timestamp,
    double value,
    double expected,
    double lower,
    double upper,
    double confidence,
    double score,
    double grade,
    double alarm,
    boolean anomaly,
    Verdict.Kind kind,
    Verdict.Direction direction,
    Severity severity,
    Verdict.Phase incident,
    double incidentPeak,
    double coverage,
    Status status,
    String reason,
    String model,
    String networkVersion,
    Optional<EventForecast> forecast,
    List<IncidentReport> incidents,
    List<EventOutcome> outcomes) {

  static SeriesEvent of(String series, StepResult out, double confidence, String version) {
    Judgement judgement = out.judgement();
    Verdict verdict = judgement.verdict();
    return new SeriesEvent(
        series,
        judgement.time(),
        judgement.value(),
        judgement.expected(),
        judgement.lower(),
        judgement.upper(),
        confidence,
        verdict.score(),
        verdict.grade(),
        verdict.alarm(),
        verdict.anomaly(),
        verdict.kind(),
        verdict.direction(),
        judgement.severity(),
        verdict.phase(),
        verdict.peak(),
        judgement.coverage(),
        judgement.status(),
        verdict.reason(),
        judgement.model(),
        judgement.networkVersion(),
        out.forecast().isDue() && out.forecast().timed()
            ? Optional.of(EventForecast.of(out.forecast(), version))
            : Optional.empty(),
        List.copyOf(out.incidents()),
        IntStream.range(0, out.outcomes().count())
            .mapToObj(i -> EventOutcome.of(out.outcomes(), i))
            .toList());
  }
}
