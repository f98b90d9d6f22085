package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static List<Long> rows(String origins, long rows) {
    Origins which = Origins.parse(origins);
    return LongStream.rangeClosed(1, rows)
        .filter(row -> which.contains(row, rows))
        .boxed()
        .toList();
  }

  @Test
  void lastIsTheLastRow() {
    assertThat(rows("last", 7)).containsExactly(7L);
    assertThat(rows("last", 1)).containsExactly(1L);
  }

  @Test
  void everyIsEveryRowOrEachSoManieth() {
    assertThat(rows("every", 3)).containsExactly(1L, 2L, 3L);
    assertThat(rows("every:3", 10)).containsExactly(3L, 6L, 9L);
    assertThat(rows("every:11", 10)).isEmpty();
  }

  @Test
  void backCountsFromTheEndTheLatestOneStrideBeforeIt() {
    assertThat(rows("back:3:10", 100)).containsExactly(70L, 80L, 90L);
    assertThat(rows("back:1:24", 100)).containsExactly(76L);
    assertThat(rows("back:5:24", 100)).containsExactly(4L, 28L, 52L, 76L);
    assertThat(rows("back:5:24", 24)).isEmpty();
    assertThat(rows("back:5:24", 25)).containsExactly(1L);
  }

  @Property(seed = "1", tries = 300)
  void backIsThatManyRowsThatFarApart(
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll @IntRange(min = 1, max = 20) int stride,
      @ForAll @IntRange(min = 1, max = 300) int rows) {
    List<Long> origins = rows("back:" + count + ":" + stride, rows);
    assertThat(origins).hasSize(Math.min(count, (rows - 1) / stride));
    for (int i = 0; i < origins.size(); i++) {
      assertThat(origins.get(i)).isEqualTo(rows - (long) stride * (origins.size() - i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "first",
        "every:",
        "every:0",
        "every:-1",
        "every:x",
        "back",
        "back:3",
        "back:0:5",
        "back:5:0",
        "back:1:2:3",
        "LAST",
        "last ",
        "every:99999999999"
      })
  void anythingElseIsRefusedWithTheForms(String text) {
    assertThatThrownBy(() -> Origins.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("last, every, every:N or back:K:STRIDE");
  }
}
