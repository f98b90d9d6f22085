package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTableTest {

  @ParameterizedTest
  @CsvSource({
    "27, 1, 16384, 1",
    "200, 1, 16384, 1",
    "500, 1, 16384, 1",
    "200, 20, 1048576, .999",
    "200, 200, 1048576, .999",
    "500, 20, 262144, .998"
  })
  void keepsAllSymbolsOfAContextWhereThereIsRoom(int symbols, int contexts, int cells, double min) {
    CountTable table = new CountTable(3, cells, CountTable.Cell.LARGE, symbols);
    double[] h = new double[3 + table.size()];
    for (int times = 1; times <= 2; times++) {
      for (int context = 0; context < contexts; context++) {
        for (int symbol = 0; symbol < symbols; symbol++) {
          table.add(h, CountTable.extend(0, context), symbol);
        }
      }
    }
    int kept = 0;
    for (int context = 0; context < contexts; context++) {
      long hash = CountTable.extend(0, context);
      for (int symbol = 0; symbol < symbols; symbol++) {
        kept += table.count(h, hash, table.base(hash), symbol) == 2 ? 1 : 0;
      }
    }
    assertThat(kept).isBetween((int) (min * symbols * contexts), symbols * contexts);
  }
}
