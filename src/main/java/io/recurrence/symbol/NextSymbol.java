package io.recurrence.symbol;

import io.recurrence.core.EventContent;
import io.recurrence.core.EventContentException;
import io.recurrence.core.EventContentException.Fault;
import io.recurrence.core.EventResult;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Predicts the next symbol of a series, and says how surprising the one was that came: by a {@link
 * SymbolModel} over an {@link Alphabet}, judged by {@link SymbolSurprise}. A record may hold a text
 * of several symbols, see {@link SymbolSplit}; then surprise is their sum, and the score is how
 * rare it is among the records of the series that the strangest of them is so strange.
 */
public final class NextSymbol implements EventTask {
  private static final int WARM_UP = 10;
  private static final int ALPHABET = 0; // where each stands among the memories
  private static final int MODEL = 1;
  private static final int SURPRISE = 2;
  private static final int ALARMS = 3;
  private static final int NAMED = 10; // symbols in the distribution of the next one
  private static final int SHOWN = 200; // characters of a symbol in a reason
  private static final int QUIET = 10; // symbols after an alarm that raise none unless stranger
  private static final double MILLIONTHS = 1e6; // of a bit; the digits behind would be noise

  private final Alphabet alphabet;
  private final String name;
  private final SymbolModel model;
  private final SymbolSplit split;
  private final double alarmRate;
  private final SymbolSurprise surprise = new SymbolSurprise();
  private final AlarmPause pause;
  private final double[] p;

  /**
   * @param name of the model, with all that decides what its memory means
   * @param model of the alphabet's symbols
   * @param split of a text into symbols
   * @param alarmRate the share of symbols that are flagged where nothing is strange, in (0, 1)
   * @throws IllegalArgumentException where the model has other symbols than the alphabet
   */
  public NextSymbol(
      Alphabet alphabet, String name, SymbolModel model, SymbolSplit split, double alarmRate) {
    if (alphabet.symbols() != model.symbols()) {
      throw new IllegalArgumentException(
          "the alphabet has %d symbols, the model %d"
              .formatted(alphabet.symbols(), model.symbols()));
    }
    this.alphabet = alphabet;
    this.name = name;
    this.model = model;
    this.split = split;
    this.alarmRate = alarmRate;
    this.pause = new AlarmPause(QUIET, alarmRate);
    this.p = new double[model.symbols()];
  }

  @Override
  public Map<String, Recurrence> stages() {
    Map<String, Recurrence> stages = new LinkedHashMap<>();
    stages.put("alphabet", alphabet);
    stages.put(name, model);
    stages.put("surprise", surprise);
    stages.put("alarms", pause);
    return stages;
  }

  @Override
  public int width() {
    return split == SymbolSplit.NONE ? 1 : 0;
  }

  @Override
  public int warmUp() {
    return WARM_UP;
  }

  @Override
  public boolean texts() {
    return true;
  }

  @Override
  public boolean encode(double[][] h, EventContent content) throws EventContentException {
    int known = alphabet.known(h[ALPHABET]);
    boolean learned = false;
    try {
      for (String symbol : split.of(content.text())) {
        int index = alphabet.step(h[ALPHABET], symbol);
        content.add(index);
        learned |= index >= known; // admitted, or waiting to be
      }
    } catch (UnknownSymbolException e) {
      throw new EventContentException(Fault.UNKNOWN_SYMBOL, String.valueOf(e.getMessage()));
    }
    return learned;
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    double bits = 0;
    double probability = 1;
    double evidence = 0;
    int strangest = 0;
    String expected = "";
    for (int i = 0; i < count; i++) {
      int symbol = (int) x[i];
      model.step(h[MODEL], symbol, p); // p as it was before
      if (i == 0) {
        expected = alphabet.text(h[ALPHABET], likeliest());
      }
      bits += SymbolSurprise.surprise(p, symbol);
      probability *= p[symbol];
      double strange = surprise.evidence(h[SURPRISE], p, symbol);
      if (strange > evidence) {
        evidence = strange;
        strangest = i;
      }
    }
    evidence = SymbolSurprise.ofStrangest(evidence, count);
    double score = surprise.score(h[SURPRISE], evidence);
    out.judgement().verdict().normal(score);
    boolean usual = !pause.quiet(h[ALARMS]);
    boolean alarm = pause.step(h[ALARMS], score);
    if (usual && !(alarm && pause.rare(h[ALARMS]))) {
      surprise.learn(h[SURPRISE], evidence); // but not what is strange, as long as little is
    }
    if (alarm) {
      surprise.clear(h[SURPRISE]);
      String symbol = symbol(h, x, strangest, out.event().text());
      flag(symbol, count, strangest, score, expected, probability, out.judgement().verdict());
    }
    model.predict(h[MODEL], p);
    out.event()
        .symbol(
            out.event().text().isEmpty() ? text(h, x, count) : out.event().text(),
            expected,
            probability,
            rounded(bits),
            rounded(SymbolSurprise.entropy(p)));
    name(h, out.event());
  }

  /** A symbol of the text as it came; where that is not at hand, as the alphabet has it. */
  private String symbol(double[][] h, double[] x, int i, String text) {
    List<String> symbols = text.isEmpty() ? List.of() : split.of(text);
    String symbol = i < symbols.size() ? symbols.get(i) : alphabet.text(h[ALPHABET], (int) x[i]);
    return symbol.length() <= SHOWN ? symbol : symbol.substring(0, SHOWN) + "…";
  }

  private void flag(
      String symbol,
      int count,
      int strangest,
      double score,
      String expected,
      double probability,
      Verdict verdict) {
    String reason =
        count == 1
            ? String.format(
                Locale.ROOT,
                "'%s' came with a probability of %.2g, '%s' was expected",
                symbol,
                probability,
                expected)
            : "'%s' is strange as symbol %d of %d".formatted(symbol, strangest + 1, count);
    verdict.flag(
        score,
        (score - 1 + alarmRate) / alarmRate,
        Verdict.Kind.POINT,
        Verdict.Direction.NONE,
        reason);
    verdict.incident(Verdict.Phase.ONSET, score);
  }

  private int likeliest() {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  private String text(double[][] h, double[] x, int count) {
    if (count == 1) {
      return alphabet.text(h[ALPHABET], (int) x[0]);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : split.between()).append(alphabet.text(h[ALPHABET], (int) x[i]));
    }
    return text.toString();
  }

  /** The most probable ones, by name; a symbol that has none yet is not among them. */
  private void name(double[][] h, EventResult result) {
    int known = alphabet.known(h[ALPHABET]);
    int others = known < alphabet.symbols() ? 1 : 0; // all that have no name, together
    double[] named = new double[known + others];
    double rest = 1;
    for (int k = 0; k < known; k++) {
      named[k] = p[k];
      rest -= p[k];
    }
    if (others == 1) {
      named[known] = Math.max(0, rest);
    }
    result.distribution(
        named, NAMED, k -> k < known ? alphabet.text(h[ALPHABET], k) : Alphabet.OTHER);
  }

  private static double rounded(double bits) {
    return Math.rint(bits * MILLIONTHS) / MILLIONTHS;
  }
}
