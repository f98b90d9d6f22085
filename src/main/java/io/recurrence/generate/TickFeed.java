package io.recurrence.generate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A feed of trades in many symbols. Times are irregular: each trade makes the next ones likelier
 * for a while (Hawkes, 1971). Returns have volatility that clusters (Bollerslev, 1986: GARCH(1,1))
 * and, rarely, a jump, whose record is labelled {@code jump}. Prices move in cents.
 */
public final class TickFeed implements Generator {
  private static final double BASE_RATE = 0.5; // trades per second when nothing has happened
  private static final double EXCITEMENT = 0.6; // added by a trade
  private static final double DECAY_RATE = 1.0; // per second, at which excitement dies away
  private static final double QUIET = 1e-4; // volatility per trade, in the long run
  private static final double ARCH = 0.08;
  private static final double GARCH = 0.9;
  private static final double JUMP_RATE = 1 / 20_000.0; // per trade
  private static final double JUMP = 0.008;

  private final PriorityQueue<Symbol> symbols =
      new PriorityQueue<>(
          Comparator.comparingDouble((Symbol s) -> s.time).thenComparing(s -> s.name));

  /**
   * Opens a feed.
   *
   * @param symbols how many
   */
  public TickFeed(long seed, long startMillis, int symbols) {
    Random random = new Random(seed);
    for (int i = 0; i < symbols; i++) {
      String name = "SYM" + (i + 1);
      this.symbols.add(new Symbol(name, startMillis, new Random(random.nextLong())));
    }
  }

  @Override
  public Sample next() {
    Symbol symbol = symbols.remove();
    Sample sample = symbol.trade();
    symbols.add(symbol);
    return sample;
  }

  private static final class Symbol {
    private final String name;
    private final Random random;
    private double time; // of the next trade, ms
    private double excitement;
    private double variance = QUIET * QUIET;
    private double logPrice;

    Symbol(String name, long startMillis, Random random) {
      this.name = name;
      this.random = random;
      this.time = startMillis + 2000 * random.nextDouble();
      this.logPrice = StrictMath.log(20 + 180 * random.nextDouble());
    }

    Sample trade() {
      boolean jumps = random.nextDouble() < JUMP_RATE;
      double shock = Math.sqrt(variance) * random.nextGaussian();
      double jump = jumps ? (random.nextBoolean() ? JUMP : -JUMP) : 0;
      logPrice += shock + jump;
      variance =
          QUIET * QUIET * (1 - ARCH - GARCH)
              + ARCH * shock * shock
              + GARCH * variance
              + (jumps ? 1e-7 : 0);
      double price = Math.max(0.01, Math.round(StrictMath.exp(logPrice) * 100) / 100.0);
      Sample sample = new Sample(name, (long) time, true, price, jumps ? "jump" : "");
      wait(excitement + EXCITEMENT);
      return sample;
    }

    /** Draws the time of the next trade by thinning (Ogata, 1981). */
    private void wait(double excited) {
      double seconds = 0;
      double level = excited;
      while (true) {
        double bound = BASE_RATE + level;
        double pause = -StrictMath.log(1 - random.nextDouble()) / bound;
        seconds += pause;
        level *= StrictMath.exp(-DECAY_RATE * pause);
        if (random.nextDouble() * bound <= BASE_RATE + level) {
          break;
        }
      }
      excitement = level;
      time += 1000 * seconds;
    }
  }
}
