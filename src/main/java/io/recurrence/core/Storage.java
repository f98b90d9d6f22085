package io.recurrence.core;

import java.util.Arrays;

/** How the memory of a stage is stored: runs of numbers, each of one {@link Precision}. */
@PublicApi
public final class Storage {
  private final Precision[] precisions;
  private final int[] ends; // of each run, in numbers
  private final int[] checked; // where numbers stand that may fail to be finite: from, to, …
  private final int bytes;

  private Storage(Precision[] precisions, int[] ends) {
    this.precisions = precisions;
    this.ends = ends;
    this.checked = checked(precisions, ends);
    int sum = 0;
    for (int run = 0; run < ends.length; run++) {
      sum += precisions[run].bytes() * length(run);
    }
    this.bytes = sum;
  }

  /** A single run. */
  public static Storage of(Precision precision, int count) {
    return new Storage(new Precision[] {precision}, new int[] {count});
  }

  /** These runs, and one more behind them. */
  public Storage then(Precision precision, int count) {
    int runs = ends.length;
    Precision[] more = Arrays.copyOf(precisions, runs + 1);
    int[] moreEnds = Arrays.copyOf(ends, runs + 1);
    more[runs] = precision;
    moreEnds[runs] = size() + count;
    return new Storage(more, moreEnds);
  }

  /** These runs, and the others behind them. */
  public Storage then(Storage others) {
    Storage all = this;
    for (int run = 0; run < others.ends.length; run++) {
      all = all.then(others.precisions[run], others.length(run));
    }
    return all;
  }

  /** All runs but the brief ones, whose rounding lets in nothing that is not finite. */
  private static int[] checked(Precision[] precisions, int[] ends) {
    int[] ranges = new int[2 * ends.length];
    int count = 0;
    for (int run = 0, from = 0; run < ends.length; from = ends[run], run++) {
      if (precisions[run] == Precision.BRIEF) {
        continue;
      }
      if (count > 0 && ranges[count - 1] == from) {
        count -= 2; // goes on with the run before
      } else {
        ranges[count] = from;
      }
      ranges[count + 1] = ends[run];
      count += 2;
    }
    return Arrays.copyOf(ranges, count);
  }

  private int length(int run) {
    return ends[run] - (run == 0 ? 0 : ends[run - 1]);
  }

  /** How many numbers there are. */
  public int size() {
    return ends[ends.length - 1];
  }

  /** How many bytes they take. */
  public int bytes() {
    return bytes;
  }

  /** Rounds each number to what is stored of it. */
  public void round(double[] h) {
    for (int run = 0, from = 0; run < ends.length; from = ends[run], run++) {
      precisions[run].round(h, from, ends[run]);
    }
  }

  /** Whether the numbers {@code from} to {@code to} (exclusive), being rounded, are all finite. */
  public boolean finite(double[] h, int from, int to) {
    for (int i = 0; i < checked.length; i += 2) {
      if (!Precision.finite(h, Math.max(from, checked[i]), Math.min(to, checked[i + 1]))) {
        return false;
      }
    }
    return true;
  }

  /** Writes numbers that have been rounded, and returns where their bytes end. */
  int write(double[] h, byte[] out, int start) {
    int at = start;
    for (int run = 0, from = 0; run < ends.length; from = ends[run], run++) {
      at = precisions[run].write(h, from, ends[run], out, at);
    }
    return at;
  }

  /** Reads numbers, and returns where their bytes end. */
  int read(byte[] in, int start, double[] h) {
    int at = start;
    for (int run = 0, from = 0; run < ends.length; from = ends[run], run++) {
      at = precisions[run].read(in, at, h, from, ends[run]);
    }
    return at;
  }

  /** Differs where the storage does: {@code 3D40S} is three doubles, then forty singles. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int run = 0; run < ends.length; run++) {
      if (length(run) > 0) {
        text.append(length(run))
            .append(precisions[run] == Precision.SHORT ? 'W' : precisions[run].name().charAt(0));
      }
    }
    return text.toString();
  }
}
