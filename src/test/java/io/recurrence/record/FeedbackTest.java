package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.Feedback.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTest {
  private static final long NOON = 1_767_268_800_000L; // 2026-01-01T12:00:00Z

  private static Feedback read(String json) throws BadRecordException {
    return Feedback.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFalseAlarmIsNamedByItsIncident() throws BadRecordException {
    assertThat(read("{'feedback': 'false-alarm', 'incident': 'a@b@2026-01-01T12:00:00Z'}"))
        .isEqualTo(new Feedback(Kind.FALSE_ALARM, "a@b", NOON, NOON));
  }

  @Test
  void aMomentIsNamedBySeriesAndTime() throws BadRecordException {
    assertThat(read("{'feedback':'missed','series':'web-*','time':" + NOON + ",'by':'me'}"))
        .isEqualTo(new Feedback(Kind.MISSED, "web-*", NOON, NOON))
        .satisfies(f -> assertThat(f.concerns("web-1")).isFalse());
  }

  @Test
  void aWindowIsNamedByPatternAndTimes() throws BadRecordException {
    Feedback mute =
        read(
            "{'feedback':'mute','series':'web-*','from':'2026-01-01T13:00:00+01:00','to':'2026-01-02','note':'n'}");
    assertThat(mute).isEqualTo(new Feedback(Kind.MUTE, "web-*", NOON, NOON + 43_200_000));
    assertThat(mute.concerns("web-1")).isTrue();
    assertThat(mute.concerns("db-1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|must have the field 'feedback': false-alarm, missed, maintenance or mute",
        "{'feedback':'fine','series':'x','time':1}|must have the field 'feedback'",
        "{'feedback':'missed','series':'x'}|must have the field 'time' with a time such as",
        "{'feedback':'missed','series':'x','time':'soon'}|must have the field 'time'",
        "{'feedback':'missed','series':'x','time':-5}|must have the field 'time'",
        "{'feedback':'missed','time':1}|must have the field 'series'",
        "{'feedback':'missed','series':'x','time':1,'form':2}|has the field 'form', which is none of",
        "{'feedback':'missed','series':'x','time':1,'to':2}|has a 'to' beside missed",
        "{'feedback':'mute','series':'x','from':2,'to':1}|ends before it begins",
        "{'feedback':'mute','series':'x','from':2}|must have the field 'to'",
        "{'feedback':'mute','series':'x','time':2}|has a 'time' beside mute",
        "{'feedback':'false-alarm','incident':'x'}|has the incident 'x', which is none",
        "{'feedback':'false-alarm','incident':'@2026-01-01T12:00:00Z'}|which is none",
        "{'feedback':'false-alarm','incident':'x@2026-01-01T12:00:00Z','time':1}|has a 'time' beside",
        "{'feedback':'false-alarm','incident':'x@2026-01-01T12:00:00Z/silence'}|'mute' quiets it",
        "[1]|must have the field 'feedback'",
      })
  void whatItCannotMeanIsRefused(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> Feedback.read(null)).hasMessageContaining("no value");
    assertThatThrownBy(() -> read("mute all")).isInstanceOf(BadRecordException.class);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws BadRecordException {
    for (Kind kind : Kind.values()) {
      Feedback feedback = new Feedback(kind, "a\"b", NOON, kind.window() ? NOON + 1500 : NOON);
      assertThat(Feedback.read(feedback.toJson())).isEqualTo(feedback);
    }
  }
}
