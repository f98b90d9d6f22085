package io.recurrence.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventPipeline;
import io.recurrence.core.Reorderer;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextSymbolTest {
  private static final double RATE = 5e-4;
  private static final int BLIND = 4; // symbols within which a strange one is to be found
  private static final int STRANGE = 1500; // one of so many symbols

  /** One series, symbol by symbol. */
  private static final class Series {
    private final EventPipeline pipeline;
    private final Reorderer reorderer;
    private final State state;
    private long time;

    Series(SymbolSplit split, int max, int order) {
      this.pipeline =
          new EventPipeline(
              new NextSymbol(
                  Alphabet.learned(max, 2048),
                  "mixture",
                  new ContextMixture(max, order, 8192, -1, null),
                  split,
                  RATE),
              TimePolicy.DEFAULT,
              Calendar.UTC);
      this.reorderer = new Reorderer(pipeline);
      this.state = pipeline.newState();
    }

    void send(String text, Consumer<StepResult> result) {
      EventContent content = new EventContent();
      content.text(text);
      try {
        pipeline.encode(state, content);
        time += 1000;
        reorderer.accept(state, time, time, content, result::accept);
      } catch (EventContentException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean flags(String text) {
      boolean[] flagged = new boolean[1];
      send(text, out -> flagged[0] = out.judgement().verdict().anomaly());
      return flagged[0];
    }
  }

  /** A machine of some states, each with a usual next one and others that are less usual. */
  private static final class Machine {
    private final SplittableRandom random;
    private final int[][] next;
    private int state;

    Machine(SplittableRandom random) {
      this.random = random;
      this.next = new int[4 + random.nextInt(6)][];
      for (int i = 0; i < next.length; i++) {
        int from = i;
        this.next[i] =
            IntStream.range(0, 1 + random.nextInt(3))
                .map(j -> j == 0 ? (from + 1) % next.length : random.nextInt(next.length))
                .toArray();
      }
    }

    String usual() {
      int[] ways = next[state];
      state = random.nextInt(5) > 0 ? ways[0] : ways[random.nextInt(ways.length)];
      return "s" + state;
    }

    /** A state that never follows this one, or a symbol that never came. */
    String strange() {
      List<Integer> never = IntStream.range(0, next.length).boxed().collect(Collectors.toList());
      for (int way : next[state]) {
        never.remove(Integer.valueOf(way));
      }
      if (never.isEmpty() || random.nextBoolean()) {
        return "never seen";
      }
      state = never.get(random.nextInt(never.size()));
      return "s" + state;
    }
  }

  @Test
  void strangeSymbolsOfStateMachinesAreFoundAndUsualOnesAreNotFlagged() {
    int strange = 0;
    int found = 0;
    int usual = 0;
    int wrong = 0;
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Machine machine = new Machine(random);
      Series series = new Series(SymbolSplit.NONE, 32, 6);
      for (int t = 0; t < 12_000; t++) {
        if (t < 2000 || random.nextInt(STRANGE) > 0) {
          usual++;
          wrong += series.flags(machine.usual()) ? 1 : 0;
          continue;
        }
        strange++;
        boolean flagged = series.flags(machine.strange());
        for (int i = 1; i < BLIND; i++) {
          flagged |= series.flags(machine.usual());
        }
        found += flagged ? 1 : 0;
      }
    }
    assertThat(strange).isGreaterThan(40);
    assertThat((double) found / strange).as("found, of " + strange).isGreaterThan(.5);
    assertThat((double) wrong / usual).as("flagged, of " + usual).isLessThan(RATE);
  }

  @Test
  void aTextThatComesVerbatimAgainIsNotStrange() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 1400; i++) {
      words.add(List.of("alpha", "beta", "gamma", "delta", "epsilon").get(random.nextInt(5)));
    }
    Series series = new Series(SymbolSplit.WORDS, 2, 16);
    int flagged = 0;
    for (int i = 0; i < 40; i++) {
      flagged += series.flags(String.join(" ", words)) ? 1 : 0;
    }
    assertThat(flagged).isZero();
  }

  @Test
  void aSymbolWithoutAPlaceIsGivenAsItCame() {
    Series series = new Series(SymbolSplit.NONE, 2, 2);
    series.send("usual", out -> {});
    series.send("new", out -> assertThat(out.event().source()).isEqualTo("new"));
    series.send(
        "x".repeat(5000),
        out -> assertThat(out.event().source()).hasSize(1025).startsWith("xxx").endsWith("…"));
  }
}
