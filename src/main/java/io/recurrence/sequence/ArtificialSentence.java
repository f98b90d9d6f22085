package io.recurrence.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A sentence of a small English, and the same in a made language of another order and agreement:
 *
 * <pre>
 *   now the small dogs do not see a old river       hunoi motoi gan riva kola en ne vidan sel
 * </pre>
 *
 * There the verb comes last, before adverbs; the object is marked by {@code en}; adjectives follow
 * their noun and agree with it in gender and number; an indefinite article is not written, a
 * definite one follows; the verb agrees in number and says the tense.
 */
record ArtificialSentence(List<String> source, List<String> target) {
  private static final int HELD_OUT = 10; // one sentence of so many

  /** In English singular, plural; in the made language stem and the ending of its gender. */
  private record Noun(String one, String many, String stem, String gender) {
    String target(boolean plural) {
      return stem + gender + (plural ? "i" : "");
    }
  }

  private record Verb(String one, String many, String past, String stem) {
    String target(boolean plural, boolean earlier) {
      return stem + (earlier ? "i" : "a") + (plural ? "n" : "s");
    }
  }

  private record Word(String source, String target) {}

  private static final List<Noun> NOUNS =
      List.of(
          new Noun("dog", "dogs", "hun", "o"),
          new Noun("cat", "cats", "mir", "a"),
          new Noun("river", "rivers", "riv", "a"),
          new Noun("tree", "trees", "arb", "o"),
          new Noun("child", "children", "fil", "o"),
          new Noun("house", "houses", "dom", "a"));
  private static final List<Verb> VERBS =
      List.of(
          new Verb("sees", "see", "saw", "vid"),
          new Verb("knows", "know", "knew", "kon"),
          new Verb("loves", "love", "loved", "am"),
          new Verb("finds", "find", "found", "trov"));
  private static final List<Word> ADJECTIVES =
      List.of(
          new Word("small", "mot"),
          new Word("red", "rub"),
          new Word("old", "kol"),
          new Word("good", "bon"));
  private static final List<Word> ADVERBS =
      List.of(new Word("now", "sel"), new Word("often", "muk"));

  /** All words of the small English. */
  static List<String> sourceWords() {
    Stream<String> nouns = NOUNS.stream().flatMap(n -> Stream.of(n.one, n.many));
    Stream<String> verbs = VERBS.stream().flatMap(v -> Stream.of(v.one, v.many, v.past));
    Stream<String> others = Stream.concat(ADJECTIVES.stream(), ADVERBS.stream()).map(Word::source);
    Stream<String> small = Stream.of("the", "a", "some", "does", "do", "did", "not");
    return Stream.of(nouns, verbs, others, small).flatMap(each -> each).sorted().toList();
  }

  /** All words of the made language. */
  static List<String> targetWords() {
    Stream<String> nouns = NOUNS.stream().flatMap(n -> Stream.of(n.target(false), n.target(true)));
    Stream<String> verbs =
        VERBS.stream()
            .flatMap(
                v ->
                    Stream.of(
                        v.target(false, false),
                        v.target(true, false),
                        v.target(false, true),
                        v.target(true, true)));
    Stream<String> adjectives =
        ADJECTIVES.stream()
            .flatMap(a -> Stream.of("o", "a", "oi", "ai").map(ending -> a.target + ending));
    Stream<String> small = Stream.concat(ADVERBS.stream().map(Word::target), Stream.of("en", "ne"));
    Stream<String> articles = Stream.of("ga", "gan");
    return Stream.of(nouns, verbs, adjectives, small, articles)
        .flatMap(each -> each)
        .sorted()
        .toList();
  }

  /** A sentence, held out or not. */
  static ArtificialSentence random(boolean heldOut, SplittableRandom random) {
    while (true) {
      ArtificialSentence sentence = random(random);
      long hash = sentence.source.hashCode();
      if (heldOut == (new SplittableRandom(hash).nextInt(HELD_OUT) == 0)) {
        return sentence;
      }
    }
  }

  private static ArtificialSentence random(SplittableRandom random) {
    List<String> source = new ArrayList<>();
    List<String> target = new ArrayList<>();
    boolean adverb = random.nextInt(3) == 0;
    Word when = ADVERBS.get(random.nextInt(ADVERBS.size()));
    if (adverb) {
      source.add(when.source);
    }
    boolean plural = random.nextInt(2) == 0;
    phrase(plural, source, target, random);
    Verb verb = VERBS.get(random.nextInt(VERBS.size()));
    boolean past = random.nextInt(2) == 0;
    boolean negative = random.nextInt(3) == 0;
    if (negative) {
      source.addAll(List.of(past ? "did" : plural ? "do" : "does", "not", verb.many));
    } else {
      source.add(past ? verb.past : plural ? verb.many : verb.one);
    }
    phrase(random.nextInt(2) == 0, source, target, random);
    target.add("en");
    if (negative) {
      target.add("ne");
    }
    target.add(verb.target(plural, past));
    if (adverb) {
      target.add(when.target);
    }
    return new ArtificialSentence(source, target);
  }

  /** A noun with its article and up to two adjectives. */
  private static void phrase(
      boolean plural, List<String> source, List<String> target, SplittableRandom random) {
    boolean definite = random.nextInt(2) == 0;
    source.add(definite ? "the" : plural ? "some" : "a");
    Noun noun = NOUNS.get(random.nextInt(NOUNS.size()));
    target.add(noun.target(plural));
    for (int left = random.nextInt(3); left > 0; left--) {
      Word adjective = ADJECTIVES.get(random.nextInt(ADJECTIVES.size()));
      source.add(adjective.source);
      target.add(adjective.target + noun.gender + (plural ? "i" : ""));
    }
    source.add(plural ? noun.many : noun.one);
    if (definite) {
      target.add(plural ? "gan" : "ga");
    }
  }
}
