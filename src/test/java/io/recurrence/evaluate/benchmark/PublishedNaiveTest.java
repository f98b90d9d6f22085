package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.DataSets;
import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.benchmark.M4Set.Frequency;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Readers, protocols and measures together, against what is known of naive methods on real data.
 */
class PublishedNaiveTest {
  private static final Progress SILENT = new Silent();

  private static M4Set hourly() {
    Path m4 = DataSets.file("m4/Hourly-train.odd.csv.gz").getParent();
    return M4Set.read(new DataFiles(m4, M4Set.LAYOUT), Frequency.HOURLY, Integer.MAX_VALUE)
        .orElseThrow();
  }

  @Test
  void naive2ForecastsAsTheCompetitionDid() {
    CsvTable official =
        CsvTable.read(DataSets.file("m4/official_Naive2_hourly.odd.csv.gz"), ',', true);
    M4Set set = hourly();
    assertThat(set.series()).hasSize(207);
    for (int i = 0; i < set.series().size(); i++) {
      assertThat(official.text(i, 0)).isEqualTo(set.series().get(i).name());
      double[] ours = Naive2.forecast(set.series().get(i).values(), set.trains().get(i), 24, 48);
      double[] theirs = official.numbersFrom(i, 1);
      for (int k = 0; k < 48; k++) {
        assertThat(ours[k]).isEqualTo(theirs[k], within(2e-9 * Math.abs(theirs[k])));
      }
    }
  }

  @Test
  void theSeasonalNaiveScoresOnM4HourlyAsIsKnown() {
    M4Set set = hourly();
    List<Windows> seasonal = set.run(new NaiveEngine(24), SILENT);
    double smape = 0;
    double mase = 0;
    for (int i = 0; i < set.series().size(); i++) {
      double[] x = set.series().get(i).values();
      int n = set.trains().get(i);
      double[] actual = Arrays.copyOfRange(x, n, n + 48);
      double[] naive2 = Naive2.forecast(x, n, 24, 48);
      smape += Metrics.smape(actual, naive2) / set.series().size();
      mase += Metrics.mase(actual, naive2, Metrics.naiveScale(x, n, 24)) / set.series().size();
    }
    double owa =
        Metrics.owa(
            M4Benchmark.mean(seasonal, Windows::smape),
            M4Benchmark.mean(seasonal, Windows::mase),
            smape,
            mase);
    assertThat(owa).as("OWA over the 207 series of odd number").isEqualTo(0.6370, within(5e-5));
  }

  @Test
  void theLastValueScoresOnEtth1AsIsKnown() {
    assertLastValue("ETTh1", DataSets.file("ett/ETTh1.csv.gz"), 0.3632, 2.7960, 2.9315);
  }

  @Test
  void theLastValueScoresOnExchangeRatesAsIsKnown() {
    assertLastValue(
        "Exchange", DataSets.file("exchange/exchange_rate.csv.gz"), .0090, .0863, .1649);
  }

  private static void assertLastValue(String name, Path file, double... expected) {
    List<OnlineTask> tasks =
        OnlineTask.read(new DataFiles(file.getParent(), OnlineTask.LAYOUT), Integer.MAX_VALUE);
    OnlineTask task = tasks.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    List<Prequential> all =
        Parallel.map(task.series(), s -> Prequential.of(new NaiveEngine(1), task, s));
    for (int h = 0; h < expected.length; h++) {
      int horizon = h;
      double mse = all.stream().mapToDouble(p -> p.mse(horizon)).average().orElseThrow();
      assertThat(mse).isEqualTo(expected[h], within(5.1e-5));
    }
  }

  @Test
  void anAlarmInEveryRowOfSkabHasTheKnownScore() {
    Path skab = DataSets.file("skab/data").getParent();
    Confusion confusion = new Confusion();
    for (SkabFile file : SkabFile.read(skab)) {
      for (int i = 400; i < file.rows(); i++) {
        confusion.add(file.bad(i), true);
      }
    }
    assertThat(confusion.f1()).isEqualTo(0.696, within(5e-4));
    assertThat(confusion.falseAlarmRate()).isEqualTo(1);
    assertThat(confusion.missedAlarmRate()).isZero();
  }
}
