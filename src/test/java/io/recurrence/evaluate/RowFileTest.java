package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.InputSpec;
import io.recurrence.config.SpecLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not written as they should be are put right, or refused, and either is said. */
class RowFileTest {
  private static final long START = Instant.parse("2024-01-08T00:00:00Z").getEpochSecond();
  private static final int ROWS = 200;

  @TempDir private Path directory;

  private static InputSpec input(String yaml) {
    return SpecLoader.parse("input: " + yaml).input();
  }

  /** Hourly rows, in an order of hours. */
  private static List<String> rows(List<Integer> hours) {
    return hours.stream()
        .map(hour -> "%s,%d".formatted(Instant.ofEpochSecond(START + hour * 3600L), hour))
        .toList();
  }

  private static List<Integer> hours() {
    List<Integer> hours = new ArrayList<>();
    for (int hour = 0; hour < ROWS; hour++) {
      hours.add(hour);
    }
    return hours;
  }

  private RowFile file(List<String> rows) throws IOException {
    return file("timestamp,value", rows, input("{}"));
  }

  private RowFile file(String header, List<String> rows, InputSpec input) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    return RowFile.of(Files.write(directory.resolve("a.csv"), lines), input, 0);
  }

  private static List<Integer> read(RowFile file) {
    List<Integer> values = new ArrayList<>();
    file.read(row -> values.add((int) row.value()));
    return values;
  }

  @Test
  void aFileInTheOrderOfTimeIsReadAsItStands() throws IOException {
    RowFile file = file(rows(hours()));
    assertThat(file.order()).isEqualTo(RowOrder.AS_WRITTEN);
    assertThat(file.note()).isEmpty();
    assertThat(read(file)).isEqualTo(hours());
    assertThat(file.rows("")).isEqualTo(ROWS);
  }

  @Test
  void aFileThatIsWrittenNewestFirstIsReadFromItsEnd() throws IOException {
    List<Integer> reversed = hours();
    Collections.reverse(reversed);
    RowFile file = file(rows(reversed));
    assertThat(file.order()).isEqualTo(RowOrder.NEWEST_FIRST);
    assertThat(file.note()).contains("newest first");
    assertThat(read(file)).isEqualTo(hours());
  }

  @Test
  void seriesOneAfterTheOtherMayEachBeNewestFirst() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String series : List.of("a", "b")) {
      for (int hour = ROWS - 1; hour >= 0; hour--) {
        rows.add(series + "," + rows(List.of(hour)).get(0));
      }
    }
    RowFile file = file("series,timestamp,value", rows, input("{}"));
    assertThat(file.order()).isEqualTo(RowOrder.NEWEST_FIRST);
    assertThat(file.rows("b")).isEqualTo(ROWS);
    assertThat(read(file)).startsWith(0, 1, 2).hasSize(2 * ROWS);
  }

  @Test
  void aFileInNoOrderIsSorted() throws IOException {
    List<Integer> shuffled = hours();
    Collections.shuffle(shuffled, new Random(1));
    RowFile file = file(rows(shuffled));
    assertThat(file.order()).isEqualTo(RowOrder.SORTED);
    assertThat(file.note()).contains("of 200 rows", "sorted by time");
    assertThat(read(file)).isEqualTo(hours());
  }

  @Test
  void aFewLateRowsStayWhereTheyAreAsOnATopic() throws IOException {
    List<Integer> some = hours();
    some.add(100, 3);
    assertThat(file(rows(some)).order()).isEqualTo(RowOrder.AS_WRITTEN);
  }

  @Test
  void rowsThatAreHeldBackForNeedNoSorting() throws IOException {
    List<Integer> pairs = hours();
    for (int i = 0; i + 1 < ROWS; i += 2) {
      Collections.swap(pairs, i, i + 1);
    }
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    lines.addAll(rows(pairs));
    Path file = Files.write(directory.resolve("a.csv"), lines);
    assertThat(RowFile.of(file, input("{}"), 0).order()).isEqualTo(RowOrder.SORTED);
    assertThat(RowFile.of(file, input("{}"), 3_600_000).order()).isEqualTo(RowOrder.AS_WRITTEN);
  }

  @ParameterizedTest
  @CsvSource({
    "ms, 1, seconds, s",
    "ms, 1000000, microseconds, us",
    "ms, 1000000000, nanoseconds, ns",
    "s, 1000, milliseconds, ms",
    "us, 1000, milliseconds, ms"
  })
  void timesOfAnotherUnitAreRefusedWithTheUnit(String unit, long factor, String shown, String set)
      throws IOException {
    InputSpec input = input("{time: {unit: %s}}".formatted(unit));
    assertThatThrownBy(() -> file("timestamp,value", numbers(t -> t * factor), input))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("a.csv line 2", shown, "--set input.time.unit=" + set);
  }

  private static List<String> numbers(LongFunction<Object> time) {
    return hours().stream().map(h -> time.apply(START + h * 3600L) + "," + h).toList();
  }

  @Test
  void aFewTimesOfAnotherUnitAreRefusedRowByRow() throws IOException {
    RowFile file =
        file("timestamp,value", numbers(t -> t == START + 7 * 3600 ? t : t * 1000), input("{}"));
    List<String> refused = new ArrayList<>();
    List<Row> read = new ArrayList<>();
    file.read(
        new RowReceiver() {
          @Override
          public void row(Row row) {
            read.add(row);
          }

          @Override
          public void refused(Row row, InputException fault) {
            refused.add(fault.getMessage());
          }
        });
    assertThat(read).hasSize(ROWS - 1);
    assertThat(file.rows("")).isEqualTo(ROWS - 1);
    assertThat(refused).singleElement().asString().contains("line 9", "looks like seconds");
  }

  @Test
  void aClockThatIsNotSetIsNoTimeBesideOthersThatAre() throws IOException {
    List<String> some = new ArrayList<>(numbers(t -> t * 1000));
    some.set(7, "0,1");
    some.set(9, "-1,1");
    List<String> refused = new ArrayList<>();
    RowFile file = file("timestamp,value", some, input("{}"));
    file.read(
        new RowReceiver() {
          @Override
          public void row(Row row) {
            assertThat(row.time()).isPositive();
          }

          @Override
          public void refused(Row row, InputException fault) {
            refused.add(fault.getMessage());
          }
        });
    assertThat(refused).hasSize(2).allMatch(fault -> fault.contains("clock that is not set"));
    assertThat(file.rows("")).isEqualTo(ROWS - 2);
  }

  @Test
  void countersFromZeroAndOldTimesAreWhatTheySay() throws IOException {
    assertThat(read(file("timestamp,value", numbers(t -> (t - START) * 1000), input("{}"))))
        .hasSize(ROWS);
    assertThat(read(file(hours().stream().map(h -> (1801 + h) + "-01-01," + h).toList())))
        .hasSize(ROWS);
  }

  @Test
  void datesWithoutSeparatorsAreNotTakenForMilliseconds() throws IOException {
    List<String> days = hours().stream().map(h -> 20240101 + h % 28 + "," + h).toList();
    assertThatThrownBy(() -> file(days))
        .hasMessageContainingAll("line 2", "20240101 looks like a date", "input.time.unit=iso");
    assertThatThrownBy(() -> file(List.of("20240101000000,1", "20240101010000,2")))
        .hasMessageContaining("looks like a date");
    assertThat(file("timestamp,value", days, input("{time: {unit: iso}}")).rows(""))
        .isEqualTo(ROWS);
  }

  @Test
  void aFileOfWhichLittleCanBeReadIsRefusedWithItsFirstFault() throws IOException {
    List<String> units = hours().stream().map(h -> h + ",19.5 C").toList();
    assertThatThrownBy(() -> file(units))
        .hasMessageContainingAll("line 2", "'19.5 C'", "200 of 200 rows cannot be read");
    assertThatThrownBy(() -> file(List.of())).hasMessageContaining("has no rows");
    List<String> some = new ArrayList<>(rows(hours()));
    some.set(50, some.get(50).replaceFirst(",.*", ",unavailable"));
    RowFile file = file(some);
    assertThatThrownBy(() -> read(file)).hasMessageContainingAll("line 52", "'unavailable'");
  }
}
