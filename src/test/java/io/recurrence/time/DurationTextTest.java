package io.recurrence.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "5m, PT5M",
    "24h, PT24H",
    "1h30m, PT1H30M",
    "1h 30m, PT1H30M",
    "7d, P7D",
    "1w, P7D",
    "1w2d3h4m5s6ms, P9DT3H4M5.006S",
    "500ms, PT0.5S",
    "0.2s, PT0.2S",
    "1.5h, PT1H30M",
    "5m500ms, PT5M0.5S",
    "0s, PT0S",
    "PT5M, PT5M",
    "P2W, P14D",
    "-PT5M, PT-5M",
    "p1d, P1D"
  })
  void durationsAreShortOrIso8601(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "0",
        "m",
        "5 m",
        "5M",
        "1y",
        "30m1h",
        "1h1h",
        "-5m",
        "1e3s",
        ".5s",
        "1.s",
        "P",
        "PT",
        "P1Y",
        "P1M",
        "P1DT",
        "PT1e3S",
        "P99999W",
        "999999999999w",
        "5min",
        "١m"
      })
  void whatIsNoDurationIsNone(String text) {
    assertThat(DurationText.parse(text)).isNull();
  }

  @Property(seed = "1", tries = 5_000)
  void whateverTheTextNothingIsThrown(
      @ForAll @CharRange(from = '0', to = '9') String digits, @ForAll String text) {
    DurationText.parse(text);
    DurationText.parse(digits + "w" + digits + "ms");
    DurationText.parse(digits + text);
  }
}
