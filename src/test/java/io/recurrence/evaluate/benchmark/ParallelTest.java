package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.evaluate.InputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static final List<Integer> MANY = IntStream.range(0, 500).boxed().toList();

  @Test
  void resultsKeepTheOrderOfTheThings() {
    assertThat(Parallel.map(MANY, i -> i * i)).isEqualTo(MANY.stream().map(i -> i * i).toList());
    assertThat(Parallel.map(List.<Integer>of(), i -> i)).isEmpty();
  }

  @Test
  void aFaultIsToldAsItIs() {
    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      if (i == 250) {
                        throw new InputException("row 250");
                      }
                      return i;
                    }))
        .isInstanceOf(InputException.class)
        .hasMessage("row 250");
  }
}
