package io.recurrence.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document as maps, lists and texts that remember where they were written. */
sealed interface Tree {
  int MAX_DEPTH = 50;

  String where();

  record Text(@Nullable String value, String where) implements Tree {}

  record Items(List<Tree> items, String where) implements Tree {}

  record Fields(Map<String, Tree> fields, String where) implements Tree {}

  /** What stands at a place; null unless that is a text. */
  static @Nullable String value(@Nullable Tree tree) {
    return tree instanceof Text text ? text.value() : null;
  }

  /** As a message shows it. */
  default String shown() {
    return this instanceof Text text
        ? "'" + text.value() + "'"
        : this instanceof Items ? "a list" : "a map";
  }

  /** Parses one document; what is wrong with it is added to {@code faults}. */
  static Tree parse(String yaml, String source, List<Fault> faults) {
    return parse(yaml, source, true, faults);
  }

  /** Parses the value of one setting, which stands in no line of a file. */
  static Tree setting(String yaml, String where, List<Fault> faults) {
    return parse(yaml, where, false, faults);
  }

  private static Tree parse(String yaml, String source, boolean lines, List<Fault> faults) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setUseMarks(lines)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(20)
            .build();
    try {
      Optional<Fault> deep = tooDeep(settings, yaml, source);
      if (deep.isPresent()) {
        faults.add(deep.get());
        return new Fields(new LinkedHashMap<>(), source);
      }
      return new Compose(settings)
          .composeString(yaml)
          .map(node -> of(node, source, faults))
          .orElse(new Fields(new LinkedHashMap<>(), source));
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark()
              .map(m -> " line " + (m.getLine() + 1) + " column " + (m.getColumn() + 1))
              .orElse("");
      faults.add(new Fault("", source + line, "is not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      faults.add(new Fault("", source, "is not YAML: " + e.getMessage()));
    }
    return new Fields(new LinkedHashMap<>(), source);
  }

  /** Nodes are composed by recursion, so that what is nested too deeply is found by its events. */
  private static Optional<Fault> tooDeep(LoadSettings settings, String yaml, String source) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        String where =
            event.getStartMark().map(m -> source + " line " + (m.getLine() + 1)).orElse(source);
        return Optional.of(
            new Fault("", where, "is nested deeper than " + MAX_DEPTH + " lists and maps"));
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
    }
    return Optional.empty();
  }

  private static Tree of(Node node, String source, List<Fault> faults) {
    String where =
        node.getStartMark().map(mark -> source + " line " + (mark.getLine() + 1)).orElse(source);
    if (node.isRecursive()) {
      faults.add(new Fault("", where, "has an alias for what it stands in"));
      return new Text(null, where);
    }
    if (node instanceof MappingNode mapping) {
      Map<String, Tree> fields = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (fields.put(key, of(tuple.getValueNode(), source, faults)) != null) {
          String at =
              tuple
                  .getKeyNode()
                  .getStartMark()
                  .map(m -> source + " line " + (m.getLine() + 1))
                  .orElse(source);
          faults.add(new Fault(key, at, "is given twice"));
        }
      }
      return new Fields(fields, where);
    }
    if (node instanceof SequenceNode sequence) {
      return new Items(
          new ArrayList<>(sequence.getValue().stream().map(n -> of(n, source, faults)).toList()),
          where);
    }
    ScalarNode scalar = (ScalarNode) node;
    return new Text(scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue(), where);
  }

  /** A document that is parsed to this tree, in one line. */
  static String text(Tree tree) {
    if (tree instanceof Fields map) {
      return map.fields().entrySet().stream()
          .map(field -> quoted(field.getKey()) + ": " + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (tree instanceof Items list) {
      return list.items().stream().map(Tree::text).collect(Collectors.joining(", ", "[", "]"));
    }
    String value = value(tree);
    return value == null ? "null" : quoted(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * Puts a value at a path such as {@code output.forecasts} or {@code models[0].order}, making the
   * maps on the way.
   */
  static void put(Fields root, String path, Tree value, List<Fault> faults) {
    String[] keys = path.replace('[', '.').replace("]", "").split("\\.", -1);
    Tree at = root;
    for (int i = 0; i < keys.length - 1 && at != null; i++) {
      at = open(at, keys[i], value.where());
    }
    if (at == null || !set(at, keys[keys.length - 1], value)) {
      faults.add(new Fault(path, value.where(), "names no place in the specification"));
    }
  }

  private static @Nullable Tree open(Tree at, String key, String where) {
    if (at instanceof Fields map) {
      return map.fields().computeIfAbsent(key, k -> new Fields(new LinkedHashMap<>(), where));
    }
    return at instanceof Items list && index(key) < list.items().size()
        ? list.items().get(index(key))
        : null;
  }

  private static boolean set(Tree at, String key, Tree value) {
    if (at instanceof Fields map && !key.isEmpty()) {
      map.fields().put(key, value);
      return true;
    }
    if (at instanceof Items list && index(key) < list.items().size()) {
      list.items().set(index(key), value);
      return true;
    }
    return false;
  }

  private static int index(String key) {
    return key.matches("\\d{1,4}") ? Integer.parseInt(key) : Integer.MAX_VALUE;
  }
}
