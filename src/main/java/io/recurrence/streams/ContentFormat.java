package io.recurrence.streams;

import static io.recurrence.streams.GrowingBytes.varint;

import io.recurrence.core.EventContent;
import java.nio.ByteBuffer;

/**
 * The bytes of what a record holds, in a {@link RecordLog}: its kind, which the record log writes,
 * and its numbers, in the shortest form that is exact.
 *
 * <pre>
 *  kind 0: no value, 1: float32, 2: float64
 *  kind 3: several numbers; how many, then how they are written and each:
 *    0: varint, 1: float32, 2: float64
 * </pre>
 */
final class ContentFormat {
  private static final int MISSING = 0;
  private static final int SINGLE = 1;
  private static final int DOUBLE = 2;
  private static final int SEVERAL = 3;
  private static final int WHOLE = 0; // a form of several numbers

  private ContentFormat() {}

  static int kind(EventContent content) {
    if (!content.present()) {
      return MISSING;
    }
    return content.count() == 1 ? form(content.number(0)) : SEVERAL;
  }

  private static int form(double x) {
    return (float) x == x ? SINGLE : DOUBLE;
  }

  /** Writes content of a kind. */
  static void write(int kind, EventContent content, GrowingBytes out) {
    if (kind == SEVERAL) {
      int form = form(content);
      out.addVarint(content.count());
      out.addVarint(form);
      for (int i = 0; i < content.count(); i++) {
        number(form, content.number(i), out);
      }
    } else if (kind != MISSING) {
      number(kind, content.number(0), out);
    }
  }

  private static void number(int form, double x, GrowingBytes out) {
    if (form == WHOLE) {
      out.addVarint((long) x);
    } else if (form == SINGLE) {
      out.addFloat((float) x);
    } else {
      out.addDouble(x);
    }
  }

  /** The shortest form that is exact for all numbers. */
  private static int form(EventContent content) {
    boolean whole = true;
    boolean single = true;
    for (int i = 0; i < content.count(); i++) {
      double x = content.number(i);
      whole &= x >= 0 && x <= Integer.MAX_VALUE && x == (int) x && 1 / x > 0;
      single &= form(x) == SINGLE;
    }
    return whole ? WHOLE : single ? SINGLE : DOUBLE;
  }

  /** Reads content of a kind. */
  static void read(int kind, ByteBuffer in, EventContent content) {
    content.clear();
    int count = kind == MISSING ? 0 : kind == SEVERAL ? (int) varint(in) : 1;
    int form = kind == SEVERAL ? (int) varint(in) : kind;
    if (kind == SEVERAL) {
      content.text(""); // there may be no numbers
    }
    for (int i = 0; i < count; i++) {
      content.add(
          form == SINGLE ? in.getFloat() : form == DOUBLE ? in.getDouble() : (double) varint(in));
    }
  }
}
