package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.EventContent;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Measurements as bytes. */
class MeasurementBytesTest {
  private static final long TIME = 1_767_225_600_123L;
  private static final byte[] KEY = "Kühler 3".getBytes(StandardCharsets.UTF_8);

  private static byte[] bytes(Consumer<Measurement> content) {
    Measurement measurement = new Measurement();
    measurement.begin("Kühler 3", null, TIME);
    content.accept(measurement);
    return MeasurementBytes.of(measurement);
  }

  private static Measurement read(byte[] bytes) {
    Measurement measurement = new Measurement();
    assertThat(MeasurementBytes.read(bytes, KEY, measurement)).isTrue();
    return measurement;
  }

  @Test
  void numbersComeBack() {
    Measurement read =
        read(
            bytes(
                m -> {
                  m.value(1.5);
                  m.value(-1e100);
                }));
    EventContent content = read.content();
    assertThat(read.series()).isEqualTo("Kühler 3");
    assertThat(read.key()).isEqualTo(KEY);
    assertThat(read.time()).isEqualTo(TIME);
    assertThat(content.count()).isEqualTo(2);
    assertThat(content.number(0)).isEqualTo(1.5);
    assertThat(content.number(1)).isEqualTo(-1e100);
  }

  @Test
  void theGroupOfASeriesComesBackWithWhatIsBehindIt() {
    byte[] grouped =
        bytes(
            m -> {
              m.group("Werk Süd");
              m.value(2.5);
            });
    assertThat(read(grouped).group()).isEqualTo("Werk Süd");
    assertThat(read(grouped).value()).isEqualTo(2.5);
    assertThat(MeasurementBytes.time(grouped)).isEqualTo(TIME);
    assertThat(read(bytes(m -> m.value(2.5))).group()).isEmpty();
  }

  @Test
  void textsComeBack() {
    EventContent text = read(bytes(m -> m.text("größer 100 €"))).content();
    assertThat(text.present()).isTrue();
    assertThat(text.text()).isEqualTo("größer 100 €");
    EventContent blank = read(bytes(m -> m.blank("  "))).content();
    assertThat(blank.present()).isFalse();
    assertThat(blank.text()).isEqualTo("  ");
  }

  @Test
  void whatIsMissingStaysMissing() {
    Measurement read = read(bytes(m -> {}));
    assertThat(read.present()).isFalse();
    assertThat(read.content().text()).isEmpty();
    assertThat(read.fault()).isNull();
  }

  @Test
  void aRefusalKeepsItsReasonItsWordsAndItsSeries() {
    byte[] refused =
        bytes(m -> m.refuse("a.b", new BadRecordException(Reason.NOT_A_NUMBER, "'ü' is none")));
    Measurement read = read(refused);
    assertThat(read.series()).isEqualTo("a.b");
    assertThat(read.fault())
        .isNotNull()
        .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.NOT_A_NUMBER))
        .hasMessage("'ü' is none");
    assertThat(MeasurementBytes.time(refused)).isNegative();
    assertThat(MeasurementBytes.time(bytes(m -> m.value(1)))).isEqualTo(TIME);
  }

  @Test
  void bytesThatAreNoneAreRecognised() {
    byte[] sound = bytes(m -> m.refuse("a", new BadRecordException(Reason.NOT_A_NUMBER, "x")));
    for (int length = 0; length < sound.length - 1; length++) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThat(MeasurementBytes.read(cut, KEY, new Measurement()))
          .as("%d bytes", length)
          .isFalse();
    }
    for (byte first : new byte[] {0, 2, 'R'}) {
      byte[] other = bytes(m -> m.value(1));
      other[0] = first;
      assertThat(MeasurementBytes.read(other, KEY, new Measurement())).isFalse();
    }
    byte[] kind = bytes(m -> m.value(1));
    kind[1] = 9;
    assertThat(MeasurementBytes.read(kind, KEY, new Measurement())).isFalse();
  }
}
