package io.recurrence.evaluate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark found: tables, charts, sheets of details, and notes. */
public final class Report {
  private final String name;
  private final String title;
  private final String summary;
  private final List<Table> tables = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> facts = new LinkedHashMap<>();

  /**
   * An empty report.
   *
   * @param name of the benchmark, as the command names it
   * @param summary what was measured and how, in a few sentences
   */
  public Report(String name, String title, String summary) {
    this.name = name;
    this.title = title;
    this.summary = summary;
  }

  public Report add(Table table) {
    tables.add(table);
    return this;
  }

  public Report add(Chart chart) {
    charts.add(chart);
    return this;
  }

  public Report add(Sheet sheet) {
    sheets.add(sheet);
    return this;
  }

  /** Adds what a reader has to know besides: what was left out, and why. */
  public Report note(String note) {
    notes.add(note);
    return this;
  }

  /** Adds a circumstance of the run, such as its pipeline or its duration. */
  public Report fact(String key, String value) {
    facts.put(key, value);
    return this;
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  public String summary() {
    return summary;
  }

  public List<Table> tables() {
    return tables;
  }

  public List<Chart> charts() {
    return charts;
  }

  public List<Sheet> sheets() {
    return sheets;
  }

  public List<String> notes() {
    return notes;
  }

  public Map<String, String> facts() {
    return facts;
  }
}
