package io.recurrence.record;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text formats, recognised by how their first line is built. */
final class TextSignatures {
  private static final int SAMPLE_CHARACTERS = 400; // characters that are looked at
  private static final String NUMBER = "[+-]?\\d[\\d.]*+(?:[eE][+-]?\\d+)?";

  private static final List<Form> FORMS =
      List.of(
          form("\\{'.*", "a Python dictionary printed as text, not JSON", ""),
          form("\"\\s*\\{.*", "a JSON document within a JSON text, written twice", ""),
          form("eyJ[\\w+/=-]{8,}+.*", "JSON in base64", ""),
          form("\\{\\s*\"resourceMetrics\".*", "metrics of OpenTelemetry in JSON", "otlp-json"),
          form("\\{\\s*\"metrics\"\\s*:\\s*\\[.*", "a batch of Telegraf", "telegraf"),
          form("[\\[{].*", "JSON", "json"),
          form("<.*", "XML or HTML", ""),
          form("\\s*\"?" + NUMBER + "\"?\\s*", "a plain number", "number"),
          form(
              "[^\\s,=]++(?:,[^\\s,=]++=[^\\s,=]++)*+ [^\\s,=]++=[^\\s,]++.*",
              "Influx line protocol",
              "influx"),
          form("# (?:HELP|TYPE) .*", "the Prometheus text format", ""),
          form(
              "[a-zA-Z_:][\\w:]*+\\{[^}]*+} " + NUMBER + "(?: \\d+)?",
              "the Prometheus text format",
              ""),
          form("[^\\s:|]++:" + NUMBER + "\\|(?:c|g|ms|h|s|d)\\b.*", "StatsD", ""),
          form("[^\\s,;]++ " + NUMBER + " \\d{9,}", "Graphite's plaintext", ""),
          form("[^,;\\t]*+[,;\\t].*", "a line of CSV", "csv"),
          form("\".*", "a JSON text", ""));

  /** How the first line of a format is built. */
  private record Form(Pattern line, Signature signature) {}

  private TextSignatures() {}

  private static Form form(String line, String name, String format) {
    return new Form(Pattern.compile(line), new Signature(name, format));
  }

  static Optional<Signature> of(String text) {
    String line =
        text.substring(0, Math.min(SAMPLE_CHARACTERS, text.length()))
            .strip()
            .lines()
            .findFirst()
            .orElse("");
    return FORMS.stream()
        .filter(form -> form.line().matcher(line).matches())
        .map(Form::signature)
        .findFirst();
  }
}
