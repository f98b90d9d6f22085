package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.evaluate.report.Table;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextBenchmarkTest {

  @Test
  void measuresWhatIsKnownOfAText() {
    SplittableRandom random = new SplittableRandom(1);
    int[] text = new int[8000]; // pairs: any of 16 letters, then the one after it
    for (int i = 0; i < text.length; i += 2) {
      text[i] = 1 + random.nextInt(16);
      text[i + 1] = text[i] + 10;
    }
    Table table = new TextBenchmark(text, null).run().tables().get(0);
    List<Table.Row> rows = table.rows();
    assertThat(rows)
        .extracting(Table.Row::method)
        .startsWith("mixture of 256 KB", "mixture of 16 KB", "mixture of 4 KB")
        .endsWith("chain of order 5", "deflate");
    for (Table.Row row : rows.subList(0, 3)) {
      assertThat(row.values().get(0)).as(row.method() + " frozen").isBetween(1.99, 3.0);
      assertThat(row.values().get(1)).as(row.method() + " adaptive").isBetween(1.99, 3.0);
    }
    assertThat(rows.get(0).values().get(2)).isBetween(260_000.0, 262_144.0);
  }

  @Test
  void refusesATextThatIsTooShort() {
    assertThatThrownBy(() -> new TextBenchmark(new int[10], null))
        .hasMessageContaining("1000 letters");
  }
}
