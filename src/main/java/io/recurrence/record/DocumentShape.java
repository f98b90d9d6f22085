package io.recurrence.record;

import java.util.List;
import java.util.Map;

/**
 * How a record that is a tree is taken apart. Places are those of {@link DocumentPlace}.
 *
 * @param each pointers to lists, each in an element of the one before, whose elements are read like
 *     records; {@code /} where the record is a list, or several documents one after the other
 * @param where the texts of which one must stand at each place, else an element is left out
 * @param series the name of a series, as {@link SeriesTemplate} reads it
 * @param measures the values of an element
 * @param joint whether they are values of one series; otherwise each is of a series of its own
 */
public record DocumentShape(
    List<String> each,
    Map<String, List<String>> where,
    String series,
    List<DocumentMeasure> measures,
    boolean joint) {}
