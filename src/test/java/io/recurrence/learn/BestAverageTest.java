package io.recurrence.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.network.Elman;
import io.recurrence.network.RecurrentNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestAverageTest {

  @Test
  void keepsWhatAnswersBestOfWeightsAndTheirAverage() {
    RecurrentNetwork network =
        new RecurrentNetwork(List.of(new Elman(Task.PARITY.inputs(), 4)), Task.PARITY.output());
    SequenceTrainer trainer = new SequenceTrainer(network, Task.PARITY, 3, .05, 2);
    BestAverage best = new BestAverage(trainer, 80, 6, 9);
    assertThat(best.weights()).isEqualTo(trainer.weights());
    List<double[]> candidates = new ArrayList<>();
    double[] average = new double[network.weights()];
    trainer.teach(
        80,
        (update, loss) -> {
          best.updated(update, loss);
          double[] now = trainer.weights();
          for (int i = 0; i < now.length && update > 30; i++) {
            average[i] = update == 31 ? now[i] : average[i] + .005 * (now[i] - average[i]);
          }
          if (update >= 40 && update % 4 == 0) {
            candidates.add(average.clone());
            candidates.add(now);
          }
        });
    double[] kept = best.weights();
    double right = trainer.examine(kept, 200, 6, 9);
    assertThat(candidates).anyMatch(each -> Arrays.equals(each, kept));
    assertThat(candidates).allMatch(each -> trainer.examine(each, 200, 6, 9) <= right);
    assertThat(candidates).anyMatch(each -> trainer.examine(each, 200, 6, 9) < right);
  }
}
