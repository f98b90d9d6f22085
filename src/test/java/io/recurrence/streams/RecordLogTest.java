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

/** The bytes of a journal. */
class RecordLogTest {
  @Test
  void theBytesOfAJournalStay() {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Reorderer sequencer = new Reorderer(pipeline);
    sequencer.accept(state, 5, 1000, true, 1, out -> {});
    RecordLog journal = new RecordLog(7);
    journal.begin(state);
    journal.add(6, 2000, Contents.of(0.5));
    journal.add(300, 3000, Contents.of());
    journal.add(301, 2500, Contents.of(0.1));
    byte[] bytes = journal.toBytes();
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
    read.replay(bytes, state, sequencer);
    assertThat(read.toBytes()).isEqualTo(bytes);
    assertThat(state.offset()).isEqualTo(301);
    assertThat(state.time()).isEqualTo(3000);
  }

  @Test
  void aDamagedJournalIsRefused() {
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: t, step: PT1S, models: [naive]}").newPipeline();
    State state = pipeline.newState();
    Reorderer sequencer = new Reorderer(pipeline);
    RecordLog journal = new RecordLog(7);
    journal.begin(state);
    journal.add(6, 2000, Contents.of(0.5));
    byte[] bytes = journal.toBytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> new RecordLog(7).replay(cut, state, sequencer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("damaged");
    bytes[0] = 9;
    assertThatThrownBy(() -> new RecordLog(7).replay(bytes, pipeline.newState(), sequencer))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("format 9");
    assertThatThrownBy(() -> new RecordLog(7).replay(new byte[0], pipeline.newState(), sequencer))
        .isInstanceOf(StateFormatException.class);
  }
}
