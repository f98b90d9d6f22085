package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningSum;
import io.recurrence.testing.Signals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateBytesTest {
  /** A stored state is read for ever: change these only together with the number of the format. */
  private static final String FORMAT_TWO =
      """
      02000700a47847b7d2a2bea2c07cdc769b0100002900000000000000020000000000000003000000
      0000000001000000000000000000000000403740e2b101a7300000004ad416fc06000000d0a586b0
      10000000fa071a511c000000f41bc72e1000000043c357590c000000edf594b51000000000000000
      004ced4000000000004ced4000000000004ced40000000000000000000000000000000000000803f
      02000200010000000000000000000000000000000000000000000000a44100003040000030400000
      00000000000000003040000030400000ba41000000000000803f0000000000000000000000000000
      00000000000000e045400000000000000000
      """
          .replace("\n", "");

  private static final String FORMAT_THREE =
      """
      03000900de0f7440db56dec3c07cdc769b0100002900000000000000020000000000000003000000
      0000000001000000000000000000000000403740efcdab8967452301e2b101a7300000003f93b0f4
      2a000000f56ea244160000004ad416fc06000000d0a586b010000000fa071a511c000000f41bc72e
      1000000043c357590c000000edf594b51000000000000000004ced4000000000004ced4000000000
      004ced40000000000000000000000000000000000000803f0200020000000000004ced4000000020
      dc167c410000000000000000000000000000000000000000803f0300020000000000004037400000
      000000803440000000000100010000000000000000000000000000000000000000000000a4410000
      304000003040000000000000000000003040000030400000ba41000000000000803f000000000000
      000000000000000000000000000000e045400000000000000000
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
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 1_767_225_600_000L, 20.5, out);
    pipeline.miss(s, 1_767_225_660_000L, out);
    pipeline.step(s, 1_767_225_720_000L, 23.25, out);
    s.from(0x0123456789abcdefL);
    s.offset(41);
    return s;
  }

  @Test
  void goldenBytesOfFormatThree() {
    SeriesPipeline pipeline = small();
    assertThat(HexFormat.of().formatHex(smallState(pipeline).toBytes())).isEqualTo(FORMAT_THREE);
  }

  @Test
  void aStateOfFormatTwoGoesOnWhereItWas() {
    SeriesPipeline pipeline = small();
    State s = pipeline.read(HexFormat.of().parseHex(FORMAT_TWO));
    assertThat(s.offset()).isEqualTo(41);
    assertThat(s.from(0x0123456789abcdefL)).as("its source is not known").isTrue();
    s.offset(41);
    assertThat(pipeline.samplingInterval(s))
        .isEqualTo(pipeline.samplingInterval(smallState(pipeline)));
    assertThat(pipeline.intervals(s, s.time() + 60_000)).isEqualTo(1);
    assertThat(pipeline.carryOver(HexFormat.of().parseHex(FORMAT_TWO)).count()).isEqualTo(2);
  }

  @Test
  void goldenBytesAreReadBack() {
    SeriesPipeline pipeline = small();
    byte[] golden = HexFormat.of().parseHex(FORMAT_THREE);
    State s = pipeline.read(golden);
    assertThat(s.time()).isEqualTo(1_767_225_720_000L);
    assertThat(s.offset()).isEqualTo(41);
    assertThat(s.count()).isEqualTo(2);
    assertThat(s.toBytes()).isEqualTo(golden);
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 1_767_225_780_000L, 24, out);
    assertThat(out.judgement().expected()).isEqualTo(23.25);
    assertThat(out.features().get(0)).isEqualTo(20.5 + 23.25 + 24);
  }

  @Test
  void theLayoutIsAsItIsDrawn() {
    SeriesPipeline pipeline = small();
    State s = smallState(pipeline);
    ByteBuffer in = ByteBuffer.wrap(s.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getShort()).isEqualTo((short) 3);
    int stages = in.getShort();
    assertThat(in.getLong()).isEqualTo(pipeline.shape());
    assertThat(in.getLong()).isEqualTo(1_767_225_720_000L);
    assertThat(in.getLong()).as("offset").isEqualTo(41);
    assertThat(in.getLong()).as("count").isEqualTo(2);
    assertThat(in.getLong()).as("index").isEqualTo(3);
    assertThat(in.getLong()).as("since").isEqualTo(1);
    assertThat(in.getDouble()).as("last").isEqualTo(23.25);
    assertThat(in.getLong()).as("source").isEqualTo(0x0123456789abcdefL);
    List<Integer> stored =
        IntStream.range(0, s.layout.count())
            .filter(i -> s.layout.storage(i).bytes() > 0)
            .boxed()
            .toList();
    assertThat(stored).hasSize(stages);
    for (int i : stored) {
      assertThat(in.getInt()).isEqualTo(s.layout.id(i));
      assertThat(in.getInt()).isEqualTo(s.layout.storage(i).bytes());
    }
    for (int i : stored) {
      double[] numbers = new double[s.h[i].length];
      byte[] bytes = new byte[s.layout.storage(i).bytes()];
      in.get(bytes);
      assertThat(s.layout.storage(i).read(bytes, 0, numbers)).isEqualTo(bytes.length);
      assertThat(numbers).isEqualTo(s.h[i]);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void aRoundTripIsExact() {
    SeriesPipeline pipeline = Pipelines.baseline(24).single(true).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.lifelike(3, 300);
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t * 1000L, x[t], out);
      State read = pipeline.read(s.toBytes());
      assertThat(read.h).isDeepEqualTo(s.h);
      assertThat(read.toBytes()).isEqualTo(s.toBytes()).hasSize(pipeline.stateBytes());
    }
  }

  @Test
  void theOffsetOfOneSourceSaysNothingOfAnother() {
    State s = smallState(small());
    assertThat(s.from(0x0123456789abcdefL)).isFalse();
    assertThat(s.offset()).isEqualTo(41);
    assertThat(s.from(7)).isTrue();
    assertThat(s.offset()).isEqualTo(-1);
  }

  @Test
  void aCopyIsEqualAndIndependent() {
    SeriesPipeline pipeline = Pipelines.baseline(6).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
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
    bytes[0] = 4;
    assertThatThrownBy(() -> pipeline.read(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("format 4")
        .hasMessageContaining("formats 2 and 3");
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
