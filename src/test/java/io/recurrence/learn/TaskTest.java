package io.recurrence.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.network.Cell;
import io.recurrence.network.Elman;
import io.recurrence.network.Gru;
import io.recurrence.network.Lstm;
import io.recurrence.network.RecurrentNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that recurrent networks are introduced by, learned from data. */
class TaskTest {
  private static SequenceTrainer taught(
      Cell cell, Task task, int longest, double rate, int updates) {
    SequenceTrainer trainer =
        new SequenceTrainer(
            new RecurrentNetwork(List.of(cell), task.output()), task, longest, rate, 1);
    trainer.teach(updates);
    return trainer;
  }

  @Test
  void aLinearNetworkOfOneUnitLearnsToSumItsInputs() {
    SequenceTrainer trainer = taught(Elman.linear(1, 1), Task.SUM, 10, 0.02, 1500);
    assertThat(trainer.examine(1000, 100, 7)).isEqualTo(1);
  }

  @Test
  void aLinearNetworkOfOneUnitLearnsWhichTotalIsLarger() {
    SequenceTrainer trainer = taught(Elman.linear(2, 1), Task.LARGER, 20, 0.02, 3000);
    assertThat(trainer.examine(1000, 20, 7)).isEqualTo(1);
    assertThat(trainer.examine(1000, 100, 7)).isGreaterThan(0.95);
  }

  @Test
  void parityIsExactOnAThousandSequencesTenTimesAsLong() {
    SequenceTrainer lstm = taught(new Lstm(1, 4), Task.PARITY, 12, 0.02, 1500);
    assertThat(lstm.examine(1000, 120, 7)).isEqualTo(1);
    SequenceTrainer elman = taught(new Elman(1, 4), Task.PARITY, 12, 0.02, 1500);
    assertThat(elman.examine(1000, 120, 7)).isEqualTo(1);
  }

  @Test
  void theNextValueOfTheLogisticMapIsLearned() {
    SequenceTrainer trainer = taught(new Elman(1, 12), Task.LOGISTIC, 20, 0.01, 4000);
    assertThat(trainer.examine(200, 200, 7)).isGreaterThan(0.95);
  }

  @Test
  void theSymbolsThatTheGrammarAllowsNextAreLearned() {
    SequenceTrainer trainer = taught(new Lstm(7, 12), Task.SYMBOLS, 40, 0.01, 600);
    assertThat(trainer.examine(100, 200, 7)).isEqualTo(1);
  }

  @Test
  void anLstmRemembersABitForAHundredStepsAndASimpleNetworkDoesNot() {
    SequenceTrainer lstm = taught(new Lstm(2, 8, 100), Task.RECALL, 100, 0.02, 500);
    assertThat(lstm.examine(500, 100, 7)).isEqualTo(1);
    SequenceTrainer elman = taught(new Elman(2, 8), Task.RECALL, 100, 0.01, 500);
    assertThat(elman.examine(500, 100, 7)).isBetween(0.35, 0.65); // as good as a coin
  }

  @Test
  void theSameSeedTeachesTheSame() {
    SequenceTrainer first = taught(new Gru(1, 3), Task.PARITY, 6, 0.02, 20);
    SequenceTrainer second = taught(new Gru(1, 3), Task.PARITY, 6, 0.02, 20);
    assertThat(second.weights()).containsExactly(first.weights());
  }
}
