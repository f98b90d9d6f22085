package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
  private static final int SYMBOLS = 6;
  private static final int ORDER = 4;

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void blendsWhatAPlainAccountOfAllContextsBlends(int separator) {
    Orders orders = new Orders(0, SYMBOLS, ORDER, separator, 1 << 17);
    double[] h = new double[orders.size()];
    SplittableRandom random = new SplittableRandom(1);
    Map<List<Integer>, int[]> account = new HashMap<>();
    List<Integer> past = new ArrayList<>();
    for (int t = 0; t < 150; t++) {
      orders.read(h);
      double[] p = new double[SYMBOLS];
      Arrays.fill(p, 1.0 / SYMBOLS);
      for (int o = 0; o <= ORDER; o++) {
        blend(p, account.getOrDefault(context(past, o), new int[SYMBOLS]), o);
        assertThat(orders.distribution(o)).containsExactly(p, within(1e-12));
      }
      int symbol = random.nextInt(1 + random.nextInt(SYMBOLS));
      int longest = separator < 0 ? 0 : ORDER;
      while (longest > 0 && account.getOrDefault(context(past, longest), new int[6])[symbol] == 0) {
        longest--;
      }
      for (int o = longest; o <= ORDER; o++) {
        account.computeIfAbsent(context(past, o), c -> new int[SYMBOLS])[symbol]++;
      }
      orders.learn(h, symbol);
      past.add(symbol);
    }
  }

  private static List<Integer> context(List<Integer> past, int order) {
    List<Integer> context = new ArrayList<>();
    for (int i = past.size() - order; i < past.size(); i++) {
      context.add(i < 0 ? 0 : past.get(i));
    }
    context.add(-2 - order);
    return context;
  }

  private static void blend(double[] p, int[] counts, int order) {
    double total = 0;
    for (int n : counts) {
      total += n;
    }
    if (total == 0) {
      return;
    }
    double d = order == 0 ? .1 : order == 1 ? .5 : .6;
    double left = 1;
    double[] kept = new double[p.length];
    for (int k = 0; k < p.length; k++) {
      kept[k] = counts[k] == 0 ? 0 : (counts[k] - (counts[k] == 1 ? d : 1.2 * d)) / total;
      left -= kept[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] = kept[k] + left * p[k];
    }
  }
}
