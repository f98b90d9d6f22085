package io.recurrence.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.DataSets;
import io.recurrence.core.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The network that comes with this version on real series that it was not trained on, by the
 * protocol of GIFT-Eval (Aksu and others, 2024): MASE and weighted quantile loss of the levels 0.1
 * … 0.9, relative to the seasonal naive forecast with its normal quantiles.
 */
class ZeroShotTest {
  private static final long HOUR = 3_600_000;
  private static final double[] Z = {
    -1.2815515655446004,
    -0.8416212335729143,
    -0.5244005127080409,
    -0.2533471031357997,
    0,
    0.2533471031357997,
    0.5244005127080409,
    0.8416212335729143,
    1.2815515655446004
  };

  private final NetworkModel model = new NetworkModel(Weights.find(Weights.SHIPPED), false, true);

  /** Sums over the forecasts of a data set. */
  private static final class Score {
    private double mase;
    private double naiveMase;
    private double loss;
    private double naiveLoss;
    private double pointLoss;

    double mase() {
      return mase / naiveMase;
    }

    double loss() {
      return loss / naiveLoss;
    }

    void add(double[] x, int n, int m, double[][] q, int steps) {
      double scale = 0;
      double square = 0;
      for (int t = m; t < n; t++) {
        double d = x[t] - x[t - m];
        scale += Math.abs(d) / (n - m);
        square += d * d / (n - m);
      }
      for (int k = 0; k < steps; k++) {
        double y = x[n + k];
        double naive = x[n - m + k % m];
        double spread = Math.sqrt(square * (k / m + 1));
        mase += Math.abs(y - q[k][Head.MEDIAN]) / scale / steps;
        naiveMase += Math.abs(y - naive) / scale / steps;
        for (int i = 0; i < 9; i++) {
          double level = (i + 1) / 10.0;
          loss += pinball(level, q[k][i + 1], y);
          naiveLoss += pinball(level, naive + spread * Z[i], y);
          pointLoss += pinball(level, naive, y);
        }
      }
    }

    private static double pinball(double level, double q, double y) {
      return y >= q ? level * (y - q) : (1 - level) * (q - y);
    }
  }

  private static List<double[]> rows(String file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DataSets.file(file))),
                StandardCharsets.UTF_8))) {
      in.readLine();
      String line = in.readLine();
      while (line != null) {
        rows.add(
            Arrays.stream(line.replace("\"", "").split(",", 0))
                .skip(1)
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray());
        line = in.readLine();
      }
    }
    return rows;
  }

  /** Tells a series up to each origin and scores the forecast from there. */
  private void score(Score score, double[] x, long step, int m, int steps, int... origins) {
    ArrayPast past = new ArrayPast();
    past.open(new Example(x, step, 1_467_331_200_000L)); // 2016-07-01T00:00Z, where ETTh1 begins
    Observation observation = new Observation(past);
    double[] h = new double[model.size()];
    model.start(h);
    double[][] q = new double[steps][Head.LEVELS.length];
    int next = 0;
    for (int t = 0; next < origins.length; t++) {
      if (t == origins[next]) {
        model.quantiles(h, past, q);
        score.add(x, t, m, q, steps);
        next++;
      }
      if (next < origins.length) {
        model.step(h, observation.set(x[t], step / 1000.0, past.time() + step));
        past.advance();
        for (int i = 0; i < h.length; i++) {
          h[i] = (float) h[i];
        }
      }
    }
  }

  private Score m4(String which, long step, int m, int steps) throws IOException {
    List<double[]> train = rows("m4/" + which + "-train.odd.csv.gz");
    List<double[]> test = rows("m4/" + which + "-test.odd.csv.gz");
    Score score = new Score();
    for (int i = 0; i < train.size(); i++) {
      int n = train.get(i).length;
      double[] x = Arrays.copyOf(train.get(i), n + steps);
      System.arraycopy(test.get(i), 0, x, n, steps);
      score(score, x, step, m, steps, n);
    }
    return score;
  }

  private Score ett() throws IOException {
    List<double[]> rows = rows("ett/ETTh1.csv.gz");
    int n = rows.size();
    int[] origins = new int[20];
    Arrays.setAll(origins, i -> n - (20 - i) * 48);
    Score score = new Score();
    for (int j = 0; j < rows.get(0).length; j++) {
      int column = j;
      double[] x = rows.stream().mapToDouble(row -> row[column]).toArray();
      score(score, x, HOUR, 24, 48, origins);
    }
    return score;
  }

  @Test
  void beatsTheSeasonalNaiveForecastOnSeriesOfOtherOrigin() throws IOException {
    Score hourly = m4("Hourly", HOUR, 24, 48);
    Score weekly = m4("Weekly", 168 * HOUR, 1, 13);
    Score ett = ett();
    double mase = 1;
    double loss = 1;
    for (Score each : List.of(hourly, weekly, ett)) {
      System.out.printf(
          Locale.ROOT,
          "MASE %.4f, quantile loss %.4f (of the naive point forecast %.4f)%n",
          each.mase(),
          each.loss(),
          each.loss / each.pointLoss);
      mase *= each.mase();
      loss *= each.loss();
    }
    System.out.printf(Locale.ROOT, "together %.4f %.4f%n", Math.cbrt(mase), Math.cbrt(loss));
    assertThat(Math.cbrt(mase)).isLessThan(0.85);
    assertThat(Math.cbrt(loss)).isLessThan(0.79);
  }
}
