package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.evaluate.report.Table;
import org.junit.jupiter.api.Test;

class PublishedTest {
  @Test
  void everyTaskHasFiguresUnderTheNamesOfItsMeasures() {
    for (String task :
        new String[] {
          "nab", "nab/179796", "m4/Hourly", "m4/Weekly", "gift", "online/ETTh2", "skab"
        }) {
      Table table =
          new Table(
              task,
              "",
              Table.higher("standard", 1),
              Table.higher("low FP", 1),
              Table.higher("low FN", 1),
              Table.lower("sMAPE", 3),
              Table.lower("MASE", 3),
              Table.lower("OWA", 3),
              Table.lower("MASE ratio", 3),
              Table.lower("WQL ratio", 3),
              Table.lower("MSE 1", 3),
              Table.lower("MSE 24", 3),
              Table.lower("MSE 48", 3),
              Table.higher("F1", 3),
              Table.lower("FAR %", 1),
              Table.lower("MAR %", 1));
      assertThat(Published.load().addTo(table, task, true)).as(task).isTrue();
      assertThat(table.rows())
          .allSatisfy(row -> assertThat(row.values()).anyMatch(Double::isFinite));
    }
  }

  @Test
  void aTaskThatNobodyPublishedHasNone() {
    Table table = new Table("t", "", Table.lower("MSE 1", 3));
    assertThat(Published.load().addTo(table, "online/none", true)).isFalse();
    assertThat(table.rows()).isEmpty();
  }
}
