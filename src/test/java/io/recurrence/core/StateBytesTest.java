package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.model.Naive;
import io.recurrence.model.RunningSum;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateBytesTest {
  /** A stored state is read for ever: change these only together with the number of the format. */
  private static final String GOLDEN =
      """
      02000c00d3c1e62374b50fc3c07cdc769b0100002900000000000000020000000000000003000000
      00000000010000000000000000000000004037405c599bfc400000005d9f5a8e00000000735cc7b8
      000000007d5b154e08000000d0a586b010000000fa071a511c0000001a48486f00000000f41bc72e
      100000005c6b6f54000000003f1163030000000043c357590c000000edf594b51000000000000000
      004ced40000000000000004000000000004ced400000000000000040000000000000f03f00000000
      004ced40000000000000000000000000000000000000803f00000000000000000000000000000000
      000000000000a4410000304000003040000000000000000000003040000030400000ba4100000000
      0000803f000000000000000000000000000000000000000000e045400000000000000000
      """
          .replace("\n", "");

  private static SeriesPipeline small() {
    return new PipelineBuilder()
        .horizon(2)
        .single(true)
        .step(60_000)
        .model("naive", new Naive())
        .feature("sum", new RunningSum())
        .build();
  }

  private static State smallState(SeriesPipeline pipeline) {
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    pipeline.step(s, 1_767_225_600_000L, 20.5, out);
    pipeline.miss(s, 1_767_225_660_000L, out);
    pipeline.step(s, 1_767_225_720_000L, 23.25, out);
    s.offset(41);
    return s;
  }

  @Test
  void goldenBytesOfFormatTwo() {
    SeriesPipeline pipeline = small();
    assertThat(HexFormat.of().formatHex(smallState(pipeline).toBytes())).isEqualTo(GOLDEN);
  }

  @Test
  void goldenBytesAreReadBack() {
    SeriesPipeline pipeline = small();
    byte[] golden = HexFormat.of().parseHex(GOLDEN);
    State s = pipeline.read(golden);
    assertThat(s.time()).isEqualTo(1_767_225_720_000L);
    assertThat(s.offset()).isEqualTo(41);
    assertThat(s.count()).isEqualTo(2);
    assertThat(s.toBytes()).isEqualTo(golden);
    Output out = pipeline.newOutput();
    pipeline.step(s, 1_767_225_780_000L, 24, out);
    assertThat(out.expected()).isEqualTo(23.25);
    assertThat(out.feature(0)).isEqualTo(20.5 + 23.25 + 24);
  }

  @Test
  void theLayoutIsAsItIsDrawn() {
    SeriesPipeline pipeline = small();
    State s = smallState(pipeline);
    ByteBuffer in = ByteBuffer.wrap(s.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getShort()).isEqualTo((short) 2);
    int stages = in.getShort();
    assertThat(stages).isEqualTo(pipeline.stages().size());
    assertThat(in.getLong()).isEqualTo(pipeline.shape());
    assertThat(in.getLong()).isEqualTo(1_767_225_720_000L);
    assertThat(in.getLong()).as("offset").isEqualTo(41);
    assertThat(in.getLong()).as("count").isEqualTo(2);
    assertThat(in.getLong()).as("index").isEqualTo(3);
    assertThat(in.getLong()).as("since").isEqualTo(1);
    assertThat(in.getDouble()).as("last").isEqualTo(23.25);
    int[] sizes = new int[stages];
    boolean[] single = new boolean[stages];
    for (int i = 0; i < stages; i++) {
      assertThat(in.getInt()).isEqualTo(s.layout.id(i));
      int bytes = in.getInt();
      single[i] = s.layout.storage(i).toString().endsWith("S");
      sizes[i] = bytes / (single[i] ? Float.BYTES : Double.BYTES);
    }
    for (int i = 0; i < stages; i++) {
      assertThat(sizes[i]).isEqualTo(s.h[i].length);
      for (int j = 0; j < sizes[i]; j++) {
        assertThat(single[i] ? in.getFloat() : in.getDouble()).isEqualTo(s.h[i][j]);
      }
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void aRoundTripIsExact() {
    SeriesPipeline pipeline = Pipelines.usual(24).single(true).build();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    double[] x = Signals.lifelike(3, 300);
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t * 1000L, x[t], out);
      State read = pipeline.read(s.toBytes());
      assertThat(read.h).isDeepEqualTo(s.h);
      assertThat(read.toBytes()).isEqualTo(s.toBytes()).hasSize(pipeline.stateBytes());
    }
  }

  @Test
  void aCopyIsEqualAndIndependent() {
    SeriesPipeline pipeline = Pipelines.usual(6).build();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    pipeline.step(s, 0, 1, out);
    State copy = s.copy();
    byte[] before = copy.toBytes();
    assertThat(before).isEqualTo(s.toBytes());
    pipeline.step(s, 1, 2, out);
    assertThat(copy.toBytes()).isEqualTo(before).isNotEqualTo(s.toBytes());
    copy.assign(s);
    assertThat(copy.toBytes()).isEqualTo(s.toBytes());
  }

  @Test
  void anotherFormatIsRefusedByItsNumber() {
    SeriesPipeline pipeline = small();
    byte[] bytes = smallState(pipeline).toBytes();
    bytes[0] = 3;
    assertThatThrownBy(() -> pipeline.read(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("format 3")
        .hasMessageContaining("format 2");
  }

  @Test
  void nameAndStorageOfAStageDecideItsIdentity() {
    int naive = id("model:naive", new Naive());
    assertThat(naive).isEqualTo(id("model:naive", new Naive()));
    assertThat(naive).isNotEqualTo(id("model:naive", new RunningSum()));
    assertThat(naive).isNotEqualTo(id("model:maive", new Naive()));
  }

  private static int id(String name, Recurrence recurrence) {
    return new Layout(List.of(new Layout.Stage(name, recurrence))).id(0);
  }
}
