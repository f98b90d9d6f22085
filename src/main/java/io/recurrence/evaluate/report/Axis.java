package io.recurrence.evaluate.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps a range of values to pixels, and chooses where its ticks stand. */
final class Axis {

  /** How values lie along an axis. */
  enum Kind {
    LINEAR,
    /** By powers of ten; values are above 0. */
    LOGARITHMIC,
    /** Milliseconds since 1970. */
    TIME
  }

  /** A tick: its value and what is written there. */
  record Tick(double value, String label) {}

  private static final long[] SPANS = {
    1_000,
    5_000,
    15_000,
    60_000,
    300_000,
    900_000,
    3_600_000,
    10_800_000,
    21_600_000,
    43_200_000,
    86_400_000,
    172_800_000,
    604_800_000,
    1_209_600_000,
    2_592_000_000L,
    7_776_000_000L,
    31_536_000_000L,
    157_680_000_000L
  };
  private static final long DAY = 86_400_000;

  private final Kind kind;
  private final double low;
  private final double high;
  private final double start; // pixel of low
  private final double end; // pixel of high

  Axis(Kind kind, double low, double high, double start, double end) {
    this.kind = kind;
    boolean flat = !(high > low);
    double margin = kind == Kind.LINEAR ? Math.max(1e-9, Math.abs(low) * 0.05) : 1;
    this.low = flat ? low - margin * (kind == Kind.LOGARITHMIC ? low / 2 : 1) : low;
    this.high = flat ? high + margin : high;
    this.start = start;
    this.end = end;
  }

  double at(double value) {
    return start + (end - start) * (of(value) - of(low)) / (of(high) - of(low));
  }

  private double of(double value) {
    return kind == Kind.LOGARITHMIC ? Math.log10(Math.max(value, low)) : value;
  }

  /** Ticks at round values, about as many as asked for. */
  List<Tick> ticks(int wanted) {
    return switch (kind) {
      case LOGARITHMIC -> decades();
      case TIME -> times(wanted);
      case LINEAR -> numbers(wanted);
    };
  }

  private List<Tick> numbers(int wanted) {
    double raw = (high - low) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < raw) {
        step = factor * power;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    boolean large = Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || decimals > 6;
    for (long i = (long) Math.ceil(low / step); i * step <= high + step * 1e-9; i++) {
      double value = i * step;
      String label =
          large
              ? String.format(Locale.ROOT, "%.3g", value)
              : String.format(Locale.ROOT, "%,." + decimals + "f", value);
      ticks.add(new Tick(value, label));
    }
    return ticks;
  }

  private List<Tick> decades() {
    List<Tick> ticks = new ArrayList<>();
    for (int e = (int) Math.ceil(Math.log10(low) - 1e-9); e <= Math.log10(high) + 1e-9; e++) {
      ticks.add(new Tick(Math.pow(10, e), "1e" + e));
    }
    return ticks;
  }

  private List<Tick> times(int wanted) {
    long step = SPANS[SPANS.length - 1];
    for (int i = SPANS.length - 1; i >= 0 && SPANS[i] >= (high - low) / wanted; i--) {
      step = SPANS[i];
    }
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern(
                step >= 28 * DAY ? "yyyy-MM" : step >= DAY ? "d MMM" : "d MMM HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    List<Tick> ticks = new ArrayList<>();
    for (long t = -Math.floorDiv(-(long) low, step) * step; t <= high; t += step) {
      ticks.add(new Tick(t, form.format(Instant.ofEpochMilli(t))));
    }
    return ticks;
  }
}
