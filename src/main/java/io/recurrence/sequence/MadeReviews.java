package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import io.recurrence.symbol.Alphabet;
import io.recurrence.symbol.SymbolNetworkShape;
import io.recurrence.symbol.SymbolWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Short reviews, made by a grammar, and whether they are positive or negative. A negation turns
 * what it governs around ({@code not bad at all}, {@code nobody would call the food good}), two of
 * them turn it back, of two clauses one may count; so words alone do not say which it is. A tenth
 * of all reviews is held out.
 */
public final class MadeReviews {
  /** The names of the classes. */
  public static final List<String> CLASSES = List.of("negative", "positive");

  private static final int HELD_OUT = 10; // one of so many
  private static final double UNKNOWN = .05; // share of things that are put as words never seen
  private static final List<String> THINGS =
      List.of("food", "service", "room", "staff", "film", "story", "music", "place", "coffee");
  private static final List<List<String>> ADJECTIVES =
      List.of(
          List.of("bad", "awful", "boring", "dirty", "poor", "terrible"),
          List.of("good", "great", "friendly", "lovely", "excellent", "fine"));
  private static final List<List<String>> VERBS =
      List.of(List.of("hate", "regret", "dislike"), List.of("like", "love", "enjoy"));
  private static final List<String> ADVERBS = List.of("really", "very", "quite", "so");

  private final int[][] symbols;
  private final int[] of;
  private final List<String> alphabet;

  /**
   * Makes reviews, all different.
   *
   * @param heldOut whether of those that are never given to learn from
   */
  public MadeReviews(int count, boolean heldOut, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.alphabet = words();
    Set<List<String>> texts = new LinkedHashSet<>();
    this.symbols = new int[count][];
    this.of = new int[count];
    for (int i = 0; i < count; ) {
      List<String> words = new ArrayList<>();
      of[i] = review(words, random);
      boolean out = new SplittableRandom(words.hashCode()).nextInt(HELD_OUT) == 0;
      if (out == heldOut && texts.add(words)) {
        symbols[i++] = words.stream().mapToInt(alphabet::indexOf).toArray();
      }
    }
  }

  /** All words, sorted, those for unknown words and for the end first. */
  private static List<String> words() {
    Set<String> words = new TreeSet<>(THINGS);
    words.addAll(ADVERBS);
    ADJECTIVES.forEach(words::addAll);
    VERBS.forEach(words::addAll);
    String small =
        "the was not at all never anything but we did do nobody would call i say that only there"
            + " nothing about although it is true and now a bit of";
    words.addAll(List.of(small.split(" ")));
    List<String> all = new ArrayList<>(List.of(Alphabet.OTHER, SymbolClassifier.END));
    all.addAll(words);
    return List.copyOf(all);
  }

  /** [n][T], indices of words. */
  int[][] symbols() {
    return symbols;
  }

  /** [n], the class of each. */
  int[] of() {
    return of;
  }

  /** The words, in the order of their indices. */
  List<String> alphabet() {
    return alphabet;
  }

  /** How many. */
  public int count() {
    return of.length;
  }

  /** One of them as a text. */
  public String text(int i) {
    return String.join(" ", Arrays.stream(symbols[i]).mapToObj(alphabet::get).toList());
  }

  /**
   * Learns to tell them apart by gated recurrent units.
   *
   * @param passes through the reviews
   */
  public SymbolClassifier learn(int embedding, int hidden, int passes, long seed) {
    SymbolNetworkShape shape =
        new SymbolNetworkShape(LayerType.GRU, alphabet.size(), embedding, hidden, CLASSES.size());
    int end = alphabet.indexOf(SymbolClassifier.END);
    int[][] ended = new int[symbols.length][];
    for (int i = 0; i < ended.length; i++) {
      ended[i] = Arrays.copyOf(symbols[i], symbols[i].length + 1);
      ended[i][symbols[i].length] = end;
    }
    float[] w = SymbolClassTrainer.learn(shape, ended, of, passes, seed);
    SymbolWeights weights =
        shape.with(SymbolClassifier.KIND, List.of(alphabet, CLASSES), Map.of(), w);
    return new SymbolClassifier(weights, "the network");
  }

  /** The share of them that a classifier puts into their class at their end. */
  public double right(SymbolClassifier classifier) {
    double[] p = new double[CLASSES.size()];
    int right = 0;
    for (int i = 0; i < of.length; i++) {
      double[] h = new double[classifier.size()];
      for (int symbol : symbols[i]) {
        classifier.step(h, new double[] {symbol});
      }
      classifier.whole(h, p);
      right += p[of[i]] > .5 ? 1 : 0;
    }
    return (double) right / of.length;
  }

  /**
   * The share of them that are put into their class by weights of words that were learned from
   * others.
   */
  public double right(WordCounts words) {
    int right = 0;
    for (int i = 0; i < of.length; i++) {
      right += words.probability(symbols[i]) > .5 == (of[i] == 1) ? 1 : 0;
    }
    return (double) right / of.length;
  }

  /** One review, word by word; returns its class. */
  private static int review(List<String> words, SplittableRandom random) {
    int polarity = random.nextInt(2);
    switch (random.nextInt(5)) {
      case 0 -> {
        clause(1 - polarity, words, random);
        words.add("but");
      }
      case 1 -> {
        words.add("although");
        clause(1 - polarity, words, random);
      }
      case 2 -> {
        clause(polarity, words, random);
        words.add("and");
      }
      case 3 -> {
        add(words, "it is not true that");
        clause(1 - polarity, words, random);
        return polarity;
      }
      default -> {}
    }
    clause(polarity, words, random);
    return polarity;
  }

  private static void clause(int polarity, List<String> words, SplittableRandom random) {
    int against = 1 - polarity;
    String thing = random.nextDouble() < UNKNOWN ? Alphabet.OTHER : one(THINGS, random);
    String adverb = random.nextInt(3) == 0 ? one(ADVERBS, random) + " " : "";
    String all = random.nextInt(2) == 0 ? " at all" : "";
    String good = one(ADJECTIVES.get(polarity), random);
    String bad = one(ADJECTIVES.get(against), random);
    String like = one(VERBS.get(polarity), random);
    String hate = one(VERBS.get(against), random);
    switch (random.nextInt(11)) {
      case 0 -> add(words, "the " + thing + " was " + adverb + good);
      case 1 -> add(words, "the " + thing + " was not " + adverb + bad + all);
      case 2 -> add(words, "the " + thing + " was never " + bad);
      case 3 -> add(words, "the " + thing + " was anything but " + bad);
      case 4 -> add(words, "not " + bad + all);
      case 5 -> add(words, "we " + (adverb.isEmpty() ? "" : "really ") + like + " the " + thing);
      case 6 -> add(words, "we did not " + hate + " the " + thing + all);
      case 7 -> add(words, "nobody would call the " + thing + " " + bad);
      case 8 -> add(words, "i would not say that the " + thing + " was not " + good);
      case 9 ->
          add(
              words,
              "the %s was not only %s but %s"
                  .formatted(thing, good, one(ADJECTIVES.get(polarity), random)));
      default -> add(words, "there was nothing " + bad + " about the " + thing);
    }
  }

  private static void add(List<String> words, String phrase) {
    words.addAll(List.of(phrase.split(" ")));
  }

  private static String one(List<String> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }
}
