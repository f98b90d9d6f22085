package io.recurrence.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a record that is a tree is taken apart. Places are those of {@link DocumentPlace}.
 *
 * @param each pointers to lists, each in an element of the one before, whose elements are read like
 *     records; {@code /} where the record is a list, or several documents one after the other;
 *     {@code *} at the end for lists that stand side by side
 * @param where the texts of which one must stand at each place, else an element is left out
 * @param series the name of a series, as {@link SeriesTemplate} reads it
 * @param group of the series, in the same way; empty where records do not say it
 * @param measures the values of an element
 * @param joint whether they are values of one series; otherwise each is of a series of its own
 */
public record DocumentShape(
    List<String> each,
    Map<String, List<String>> where,
    String series,
    String group,
    List<DocumentMeasure> measures,
    boolean joint) {

  /** The same of the rows of a table, whose columns are called as the last parts of places are. */
  public DocumentShape ofColumns() {
    Map<String, List<String>> conditions = new LinkedHashMap<>();
    where.forEach((place, texts) -> conditions.put(column(place), texts));
    return new DocumentShape(
        List.of(),
        conditions,
        SeriesTemplate.ofColumns(series),
        SeriesTemplate.ofColumns(group),
        measures.stream()
            .map(
                measure ->
                    new DocumentMeasure(measure.name(), column(measure.place()), measure.rules()))
            .toList(),
        joint);
  }

  private static String column(String place) {
    return '/' + place.substring(place.lastIndexOf('/') + 1);
  }

  /** The places that say the group; none where no record does. */
  public List<String> groupFields() {
    return group.isEmpty()
        ? List.of()
        : new SeriesTemplate(group, each.size())
            .places().stream().map(DocumentPlace::toString).toList();
  }

  /** The places of single fields that a series and its values need, each once. */
  public List<String> fields() {
    return Stream.of(
            where.keySet().stream(),
            new SeriesTemplate(series, each.size()).places().stream().map(DocumentPlace::toString),
            measures.stream()
                .map(DocumentMeasure::place)
                .filter(place -> !DocumentPlace.isMany(place)))
        .flatMap(places -> places)
        .distinct()
        .toList();
  }
}
