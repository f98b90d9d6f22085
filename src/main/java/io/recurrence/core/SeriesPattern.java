package io.recurrence.core;

/**
 * A pattern of names of series: {@code *} stands for any number of characters, {@code ?} for one,
 * everything else for itself.
 */
public record SeriesPattern(String text) {
  /** All series. */
  public static final SeriesPattern ALL = new SeriesPattern("*");

  private static final char ANY = '*';
  private static final char ONE = '?';

  /** Whether the pattern is the name of one series. */
  public boolean plain() {
    return text.indexOf(ANY) < 0 && text.indexOf(ONE) < 0;
  }

  /** Whether a name is as the pattern says; in time of at most the product of both lengths. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1; // the last '*' passed,
    int resume = 0; // and where in the name what follows it is tried next
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == ANY) {
        star = at++;
        resume = in;
      } else if (at < text.length() && fits(text.charAt(at), name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == ANY) {
      at++;
    }
    return at == text.length();
  }

  private static boolean fits(char pattern, char c) {
    return pattern == ONE || pattern == c;
  }

  @Override
  public String toString() {
    return text;
  }
}
