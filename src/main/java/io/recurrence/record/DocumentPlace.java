package io.recurrence.record;

import java.util.Arrays;

/**
 * Where something stands in a document: a pointer (RFC 6901) from an element of a list, or, with
 * {@code ../} before it, from what holds that list.
 */
public final class DocumentPlace {
  private static final String UP = "../";
  static final String ANY = "*";

  final int up; // how many lists further out it begins
  final String[] segments;

  private DocumentPlace(int up, String[] segments) {
    this.up = up;
    this.segments = segments;
  }

  /** The place that a text names; {@code /} is the document or the element itself. */
  static DocumentPlace of(String text) {
    int up = up(text);
    String pointer = up == 0 ? text : '/' + text.substring(up * UP.length());
    return new DocumentPlace(
        up, pointer.equals("/") ? new String[0] : JsonDecoder.segments(pointer));
  }

  /** How many lists a place goes out. */
  public static int up(String text) {
    int up = 0;
    while (text.startsWith(UP, up * UP.length())) {
      up++;
    }
    return up;
  }

  /** Whether a text names a place below an element, at most {@code lists} lists further out. */
  public static boolean isOne(String text, int lists) {
    int up = up(text);
    return up == 0
        ? text.startsWith("/") && text.length() > 1
        : up <= lists && text.length() > up * UP.length();
  }

  /** Whether it names all members of an object. */
  public static boolean isMany(String text) {
    return text.endsWith('/' + ANY);
  }

  /** The last segment of a pointer. */
  public static String last(String text) {
    return of(text).last();
  }

  boolean isMany() {
    return segments.length > 0 && last().equals(ANY);
  }

  String last() {
    return segments[segments.length - 1];
  }

  /** The same from where it begins. */
  DocumentPlace inner() {
    return new DocumentPlace(0, segments);
  }

  /** What holds the last segment. */
  DocumentPlace holder() {
    return new DocumentPlace(up, Arrays.copyOf(segments, segments.length - 1));
  }

  /** Whether it is a member of what another place names. */
  boolean isIn(DocumentPlace holder) {
    int depth = holder.segments.length;
    return up == holder.up
        && segments.length == depth + 1
        && Arrays.equals(segments, 0, depth, holder.segments, 0, depth);
  }

  /** The first segments, as they are written. */
  String written(int depth) {
    String pointer = PointerFault.written(segments, depth);
    return up == 0 ? pointer : UP.repeat(up) + pointer.substring(Math.min(1, pointer.length()));
  }

  @Override
  public String toString() {
    return segments.length == 0 ? UP.repeat(up) + '/' : written(segments.length);
  }
}
