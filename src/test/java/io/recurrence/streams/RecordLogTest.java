package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of a record log. */
class RecordLogTest {
  @Test
  void theBytesOfAJournalStay() {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    reorderer.accept(state, 5, 1000, true, 1, out -> {});
    RecordLog recordLog = new RecordLog(7);
    recordLog.begin(state);
    recordLog.add(6, 2000, Contents.of(0.5));
    recordLog.add(300, 3000, Contents.of());
    recordLog.add(301, 2500, Contents.of(0.1));
    byte[] bytes = recordLog.toBytes();
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "02"
                + "00000007"
                + "05"
                + "01"
                + "05d00f3f000000"
                + "9809d00f"
                + "06e7073fb999999999999a");

    RecordLog read = new RecordLog(7);
    read.replay(bytes, state, reorderer);
    assertThat(read.toBytes()).isEqualTo(bytes);
    assertThat(state.offset()).isEqualTo(301);
    assertThat(state.time()).isEqualTo(3000);
  }

  @Test
  void aDamagedJournalIsRefused() {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    RecordLog recordLog = new RecordLog(7);
    recordLog.begin(state);
    recordLog.add(6, 2000, Contents.of(0.5));
    byte[] bytes = recordLog.toBytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> new RecordLog(7).replay(cut, state, reorderer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("damaged");
    bytes[0] = 9;
    assertThatThrownBy(() -> new RecordLog(7).replay(bytes, pipeline.newState(), reorderer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("format 9");
    assertThatThrownBy(() -> new RecordLog(7).replay(new byte[0], pipeline.newState(), reorderer))
        .isInstanceOf(StateFormatException.class);
  }
}
