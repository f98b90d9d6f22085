package io.recurrence.evaluate.benchmark;

import io.recurrence.testing.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Data sets of a few made rows, in the layouts of the public ones. */
public final class SmallData {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final LocalDateTime START = LocalDateTime.of(2014, 4, 1, 0, 0);

  private SmallData() {}

  static String time(int minutes) {
    return FORM.format(START.plusMinutes(minutes));
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    if (!file.toString().endsWith(".gz")) {
      Files.write(file, lines);
      return;
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Two files of 400 rows, one of them compressed, and two windows around a spike each. */
  public static Path nab(Path directory) throws IOException {
    for (String name : List.of("real/a.csv", "real/b.csv.gz")) {
      double[] x = Signals.of(400, i -> 10 + Math.sin(i) + (i == 250 ? 40 : 0));
      List<String> lines = new ArrayList<>(List.of("timestamp,value"));
      for (int i = 0; i < x.length; i++) {
        lines.add(time(5 * i) + "," + x[i]);
      }
      write(directory.resolve("data").resolve(name), lines);
    }
    String window = "[[\"%s.000000\", \"%s.000000\"]]".formatted(time(5 * 240), time(5 * 260));
    write(
        directory.resolve("labels/combined_windows.json"),
        List.of("{\"real/a.csv\": " + window + ", \"real/b.csv\": " + window + "}"));
    return directory;
  }

  /** Four hourly and four weekly series. */
  public static Path m4(Path directory) throws IOException {
    m4(directory, "Hourly", 200, 48);
    m4(directory, "Weekly", 120, 13);
    return directory;
  }

  private static void m4(Path directory, String frequency, int rows, int horizon)
      throws IOException {
    List<String> train = new ArrayList<>(List.of("\"V1\",\"V2\""));
    List<String> test = new ArrayList<>(List.of("\"V1\",\"V2\""));
    for (int s = 1; s <= 4; s++) {
      StringBuilder known = new StringBuilder("\"" + frequency.charAt(0) + s + "\"");
      StringBuilder actual = new StringBuilder(known);
      for (int i = 0; i < rows + horizon; i++) {
        double x = 100 * s + 10 * Math.sin(2 * Math.PI * i / 24) + (i * s % 7);
        (i < rows ? known : actual).append(",\"").append(x).append('"');
      }
      train.add(known + ",,"); // shorter than the longest of the file
      test.add(actual.toString());
    }
    write(directory.resolve(frequency + "-train.csv"), train);
    write(directory.resolve(frequency + "-test.csv.gz"), test);
  }

  /** ETTh1 with 1200 rows and two columns, exchange rates and prices. */
  public static Path online(Path directory) throws IOException {
    List<String> ett = new ArrayList<>(List.of("date,HUFL,OT"));
    for (int i = 0; i < 1200; i++) {
      double day = Math.sin(2 * Math.PI * i / 24);
      ett.add(time(60 * i) + "," + (5 + day + i % 7) + "," + (30 + 3 * day + i % 5));
    }
    write(directory.resolve("ETTh1.csv"), ett);
    List<String> prices = new ArrayList<>(List.of("day,ms_of_day,bid,ask"));
    for (int i = 0; i < 300; i++) {
      prices.add("20140505,%d,1.38%03d,1.38%03d".formatted(700 * i + i % 3, i % 9, 2 + i % 9));
    }
    write(directory.resolve("eurusd_tick_20140505.csv.gz"), prices);
    return directory;
  }

  /** A file of 600 rows with a fault in rows 500 to 549. */
  public static Path skab(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("datetime;A;B;C;D;E;F;G;H;anomaly;changepoint");
    for (int i = 0; i < 600; i++) {
      boolean bad = i >= 500 && i < 550;
      StringBuilder line = new StringBuilder(time(0).substring(0, 11));
      line.append("%02d:%02d:%02d".formatted(10 + i / 3600, i / 60 % 60, i % 60));
      for (int s = 0; s < 8; s++) {
        line.append(';').append(s + Math.sin(i * (s + 1)) + (bad && s == 3 ? 30 : 0));
      }
      lines.add(line + (bad ? ";1.0" : ";0.0") + (i == 500 ? ";1.0" : ";0.0"));
    }
    write(directory.resolve("data/valve1/0.csv"), lines);
    return directory;
  }
}
