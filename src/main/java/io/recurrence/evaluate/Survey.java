package io.recurrence.evaluate;

import io.recurrence.record.TimePlausibility;
import io.recurrence.record.TimeUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a file is written: in which order, in which unit, and which rows cannot be read. */
final class Survey implements RowReceiver {
  private static final int FEW = 20; // one row in so many may be late, or unreadable
  private static final Pattern DATE =
      Pattern.compile(
          "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:(?:[01]\\d|2[0-3])(?:[0-5]\\d){1,2})?");

  private final TimeUnit unit;
  private final long latenessMillis;
  private final Map<String, Extent> series = new HashMap<>();
  private long rows;
  private long unreadable;
  private long late;
  private long rises; // rows that are later than the one before them in their series
  private long plausible; // times between 1980 and 2100
  private long odd; // times that another unit would make plausible
  private long early; // times before 1980, but for those of a clock that is not set
  private long dates; // times that are numbers and look like 20260301
  private String firstFault = "";
  private @Nullable Row firstOdd;
  private @Nullable Row firstDate;

  /** The rows of one series so far. */
  private static final class Extent {
    long rows; // without those whose time is odd
    long odd;
    long unset;
    long last;
    long newest = Long.MIN_VALUE;
  }

  Survey(TimeUnit unit, long latenessMillis) {
    this.unit = unit;
    this.latenessMillis = latenessMillis;
  }

  @Override
  public void row(Row row) {
    Extent extent = series.computeIfAbsent(row.series(), unused -> new Extent());
    rows++;
    if (isUnset(row)) {
      extent.unset++;
    } else if (isOdd(row)) {
      odd++;
      extent.odd++;
      firstOdd = firstOdd == null ? row : firstOdd;
    } else {
      extend(extent, row.time());
    }
    if (WrittenTime.isNumber(row.timestamp()) && DATE.matcher(row.timestamp().strip()).matches()) {
      dates++;
      firstDate = firstDate == null ? row : firstDate;
    }
  }

  private void extend(Extent extent, long time) {
    if (extent.rows > 0) {
      rises += time > extent.last ? 1 : 0;
      late += time < extent.newest - latenessMillis ? 1 : 0;
    }
    extent.rows++;
    extent.last = time;
    extent.newest = Math.max(extent.newest, time);
    early += time < TimePlausibility.EARLIEST ? 1 : 0;
    plausible += time >= TimePlausibility.EARLIEST && time <= TimePlausibility.LATEST ? 1 : 0;
  }

  @Override
  public void refused(Row row, InputException fault) {
    if (unreadable++ == 0) {
      firstFault = String.valueOf(fault.getMessage());
    }
  }

  /** Whether the time of a row was likely written in another unit than that it is read in. */
  private boolean isOdd(Row row) {
    return WrittenTime.isNumber(row.timestamp())
        && TimePlausibility.likelier(row.time(), unit, TimePlausibility.LATEST).isPresent();
  }

  /** Whether a time is what a clock shows that was never set. */
  private static boolean isUnset(Row row) {
    String time = row.timestamp().strip();
    return time.equals("0") || time.equals("-1");
  }

  /** What is wrong with a row beside others that are right; empty where nothing is. */
  String fault(Row row) {
    if (refusesUnset() && isUnset(row)) {
      return "the time %s is that of a clock that is not set".formatted(row.timestamp().strip());
    }
    return plausible > 0 && isOdd(row) ? oddity(row) : "";
  }

  /** Whether 1970 is no time of this file: all others are of our days. */
  private boolean refusesUnset() {
    return plausible > 0 && early == 0;
  }

  private String oddity(Row row) {
    return TimePlausibility.likelier(row.time(), unit, TimePlausibility.LATEST)
        .map(
            other ->
                "the time %s; --set input.time.unit=%s reads it"
                    .formatted(
                        TimePlausibility.shown(row.time(), unit, other),
                        other.name().toLowerCase(Locale.ROOT)))
        .orElse("");
  }

  /** Refuses a file of which nothing, or too little, would be read rightly. */
  void check(String file) {
    if (rows + unreadable == 0) {
      throw new InputException(file + " has no rows");
    }
    if (unreadable * FEW > rows + unreadable) {
      throw new InputException(
          unreadable == 1
              ? firstFault
              : "%s (%,d of %,d rows cannot be read)"
                  .formatted(firstFault, unreadable, rows + unreadable));
    }
    if (firstOdd != null && (plausible == 0 ? odd == rows : odd * FEW > rows)) {
      throw new InputException("%s line %d: %s".formatted(file, firstOdd.line(), oddity(firstOdd)));
    }
    if (firstDate != null && dates == rows && unit != TimeUnit.ISO && unit != TimeUnit.AUTO) {
      throw new InputException(
          "%s line %d: the time %s looks like a date, not %s; --set input.time.unit=iso reads it"
              .formatted(file, firstDate.line(), firstDate.timestamp(), unit.shown()));
    }
  }

  /** In which order the rows are to be read. */
  RowOrder order() {
    return late == 0
        ? RowOrder.AS_WRITTEN
        : rises == 0
            ? RowOrder.NEWEST_FIRST
            : late * FEW > rows ? RowOrder.SORTED : RowOrder.AS_WRITTEN;
  }

  long rows(String name) {
    Extent extent = series.get(name);
    return extent == null
        ? 0
        : extent.rows + (plausible == 0 ? extent.odd : 0) + (refusesUnset() ? 0 : extent.unset);
  }

  long late() {
    return late;
  }

  long rows() {
    return rows;
  }
}
