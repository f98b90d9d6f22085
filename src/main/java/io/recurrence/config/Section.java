package io.recurrence.config;

import io.recurrence.config.Tree.Fields;
import io.recurrence.config.Tree.Items;
import io.recurrence.config.Tree.Text;
import io.recurrence.core.NearestName;
import io.recurrence.core.PublicApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One map of a specification, read key by key. Each reader checks its value and notes a {@link
 * Fault} where it is not allowed, so that reading goes on and all faults are found; {@link #done}
 * then reports the keys that nobody reads.
 */
@PublicApi
public final class Section {
  private final String path;
  private final Fields fields;
  private final List<Fault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, Fields fields, List<Fault> faults) {
    this.path = path;
    this.fields = fields;
    this.faults = faults;
  }

  String path() {
    return path;
  }

  /** Whether a key is given. */
  public boolean has(String key) {
    return tree(key) != null;
  }

  @Nullable Tree tree(String key) {
    known.add(key);
    Tree tree = fields.fields().get(key);
    return tree instanceof Text && Tree.value(tree) == null ? null : tree;
  }

  String at(String key) {
    return path.isEmpty() ? key : key.isEmpty() ? path : path + '.' + key;
  }

  /** Notes what is wrong with the value of a key, such as {@code must be odd}. */
  public void fault(String key, String problem) {
    Tree tree = fields.fields().get(key);
    faults.add(new Fault(at(key), tree == null ? fields.where() : tree.where(), problem));
  }

  /** Whether something has been found wrong with a key. */
  boolean faulty(String key) {
    return faults.stream().anyMatch(fault -> fault.path().equals(at(key)));
  }

  /** A value that {@code parse} reads, which gives null where it breaks the rule. */
  <T> T read(String key, T fallback, Function<String, @Nullable T> parse, String rule) {
    Tree tree = tree(key);
    if (tree == null) {
      return fallback;
    }
    String text = Tree.value(tree);
    T value = text == null ? null : parse.apply(text);
    if (value == null) {
      fault(key, "was %s but it must be %s".formatted(tree.shown(), rule));
      return fallback;
    }
    return value;
  }

  /** A text; {@code fallback} where it is not given. */
  public String text(String key, String fallback) {
    return read(key, fallback, value -> value.isBlank() ? null : value, "a text");
  }

  /** A text that passes a test. */
  public String text(String key, String fallback, Predicate<String> allowed, String rule) {
    return read(key, fallback, value -> allowed.test(value) ? value : null, rule);
  }

  /** A text that has to be given; empty where it is not, which is a fault. */
  public String required(String key, String rule) {
    if (!has(key)) {
      fault(key, "is missing; it must be " + rule);
      return "";
    }
    return text(key, "");
  }

  /** A whole number in {@code [min, max]}. */
  public int integer(String key, int fallback, int min, int max) {
    return read(
        key,
        fallback,
        value -> Scalar.integer(value, min, max),
        "a whole number in [%d, %d]".formatted(min, max));
  }

  /** A number that passes a test. */
  public double number(String key, double fallback, Predicate<Double> allowed, String rule) {
    return read(key, fallback, value -> Scalar.number(value, allowed), rule);
  }

  /** A number above 0 and below 1, or 1 itself where {@code closed}. */
  public double share(String key, double fallback, boolean closed) {
    return number(
        key,
        fallback,
        x -> x > 0 && (x < 1 || (closed && x == 1)),
        closed ? "a number in (0, 1]" : "a number in (0, 1)");
  }

  /** Ascending numbers in (0, 1). */
  public double[] shares(String key, double... fallback) {
    if (!has(key)) {
      return fallback;
    }
    List<String> texts = items(key);
    double[] shares = new double[texts.size()];
    for (int i = 0; i < shares.length; i++) {
      Double share = Scalar.number(texts.get(i), x -> x > 0 && x < 1);
      if (share == null || (i > 0 && share <= shares[i - 1])) {
        fault(key, "must be a list of ascending numbers in (0, 1)");
        return fallback;
      }
      shares[i] = share;
    }
    return shares;
  }

  /** Texts; a single one may stand without a list. */
  public List<String> texts(String key) {
    List<String> texts = items(key);
    if (texts.contains("")) {
      fault(key, "must be a text or a list of texts, and none of them empty");
      return List.of();
    }
    return texts;
  }

  /** Texts, empty where something else stands. */
  private List<String> items(String key) {
    Tree tree = tree(key);
    if (tree == null) {
      return List.of();
    }
    List<Tree> items = tree instanceof Items list ? list.items() : List.of(tree);
    return items.stream().map(item -> Objects.requireNonNullElse(Tree.value(item), "")).toList();
  }

  public boolean flag(String key, boolean fallback) {
    return read(
        key,
        fallback,
        value -> value.equals("true") ? Boolean.TRUE : value.equals("false") ? Boolean.FALSE : null,
        "true or false");
  }

  /** One of the constants of an enumeration, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    E[] constants = fallback.getDeclaringClass().getEnumConstants();
    return read(
        key,
        fallback,
        value -> Scalar.constant(value, constants),
        "one of " + Scalar.written(constants));
  }

  /** A duration such as {@code 5m} or {@code PT5M}, at least 1 ms where {@code positive}. */
  public Duration duration(String key, Duration fallback, boolean positive) {
    return read(
        key,
        fallback,
        value -> Scalar.duration(value, positive),
        positive
            ? "a duration of at least 1 ms, such as 5m, 7d or PT5M"
            : "a duration, such as 0s, 5m, 7d or PT5M");
  }

  /** A map; an empty one where it is not given. */
  public Section section(String key) {
    Tree tree = tree(key);
    if (tree instanceof Text && !faulty(key)) {
      fault(key, "was %s but it must be a map of keys".formatted(tree.shown()));
    }
    return tree == null || tree instanceof Text
        ? new Section(at(key), new Fields(new LinkedHashMap<>(), fields.where()), faults)
        : of(key, tree);
  }

  /** A list of maps, or one of them; a text stands for a map with that {@code type}. */
  public List<Section> sections(String key) {
    Tree tree = tree(key);
    if (!(tree instanceof Items list)) {
      return tree == null ? List.of() : List.of(of(key, tree));
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      sections.add(of(key + '[' + i + ']', list.items().get(i)));
    }
    return sections;
  }

  private Section of(String key, Tree tree) {
    if (tree instanceof Fields map) {
      return new Section(at(key), map, faults);
    }
    Map<String, Tree> single = new LinkedHashMap<>();
    if (tree instanceof Text) {
      single.put("type", tree);
    } else {
      fault(key, "must be a map, not a list");
    }
    return new Section(at(key), new Fields(single, tree.where()), faults);
  }

  /**
   * All entries below this map, with the names of nested maps joined by dots, as Kafka's own
   * settings are written.
   *
   * @param check gives what is wrong with a name and its value
   */
  Map<String, String> flat(BiFunction<String, String, Optional<String>> check) {
    known.addAll(fields.fields().keySet());
    return new FlatSettings(path, check, faults).read(fields);
  }

  /** Notes every key that nobody has read, with the nearest one that somebody would. */
  public void done() {
    for (String key : fields.fields().keySet()) {
      if (!known.contains(key)) {
        fault(key, "is not a known key" + NearestName.hint(key, known));
      }
    }
  }
}
