package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.network.layer.LayerType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Example.Source SOURCE = new Synthetic(112, 300);

  private static Trainer.Settings settings(int epochs) {
    return new Trainer.Settings(LayerType.LSTM, 1, 8, 8, epochs, 9, 2, 2, 0.005, 3);
  }

  private static final class Notes implements Trainer.Listener {
    private final List<Double> validations = new ArrayList<>();
    private byte[] first = new byte[0];
    private double loss;

    @Override
    public void updated(long update, double newest, double validation) {
      loss = newest;
    }

    @Override
    public void epoch(Trainer trainer) {
      validations.add(trainer.progress.validation);
      first = first.length == 0 ? trainer.checkpoint() : first;
    }
  }

  private static Trainer trainer(int epochs) {
    return new Trainer(settings(epochs), SOURCE, SOURCE);
  }

  @Test
  void learnsAndIsTheSameWithTwoThreadsAndWhenResumed() throws Exception {
    Notes notes = new Notes();
    Trainer whole = trainer(3);
    Weights expected = whole.run(1, notes);
    assertThat(notes.validations).hasSize(3);
    assertThat(notes.validations.get(2)).isLessThan(0.95 * notes.validations.get(0));
    assertThat(notes.loss).isLessThan(1);

    assertThat(trainer(3).run(2, new Notes()).toBytes()).containsExactly(expected.toBytes());

    Trainer resumed = Trainer.resume(settings(3), SOURCE, SOURCE, notes.first);
    assertThat(resumed.run(2, new Notes()).toBytes()).containsExactly(expected.toBytes());
  }

  @Test
  void aCheckpointThatIsDamagedOrOfOtherSettingsIsRefused() {
    byte[] bytes = trainer(1).checkpoint();
    Trainer.Settings other = new Trainer.Settings(LayerType.GRU, 1, 8, 8, 1, 9, 2, 2, 0.005, 3);
    assertThatThrownBy(() -> Trainer.resume(other, SOURCE, SOURCE, bytes))
        .hasMessageContaining("the checkpoint is of other settings")
        .hasMessageContaining("type=LSTM");
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> Trainer.resume(settings(1), SOURCE, SOURCE, bytes))
        .hasMessage("the checkpoint is damaged; begin the training anew");
  }

  @Test
  void theGradientOfAWindowIsThatOfItsLoss() {
    // one origin window, finite differences in single precision: a coarse check of the whole chain
    Architecture a = new Architecture(LayerType.GRU, 2, 6, 5);
    float[] w = Network.initial(a, 4);
    BatchShard shard = shard(a);
    shard.run(w, true);
    float[] gradient = shard.gradient.clone();
    int checked = 0;
    for (int i = 0; i < w.length; i += 37) {
      if (Math.abs(gradient[i]) < 2e-3) {
        continue;
      }
      float kept = w[i];
      float step = 2e-3f;
      w[i] = kept + step;
      double above = loss(a, w);
      w[i] = kept - step;
      double below = loss(a, w);
      w[i] = kept;
      double expected = (above - below) / (2 * step);
      assertThat((double) gradient[i])
          .as("weight " + i)
          .isCloseTo(
              expected, org.assertj.core.data.Offset.offset(0.03 * Math.abs(expected) + 1e-3));
      checked++;
    }
    assertThat(checked).isGreaterThan(5);
  }

  private static BatchShard shard(Architecture a) {
    return new BatchShard(
        a,
        io.recurrence.network.kernel.Kernels.plain(),
        3,
        SOURCE,
        new java.util.SplittableRandom(5));
  }

  private static double loss(Architecture a, float[] w) {
    BatchShard shard = shard(a);
    shard.run(w, false);
    return shard.loss;
  }
}
