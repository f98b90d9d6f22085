package io.recurrence.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class NearestName {
  private NearestName() {}

  /**
   * Returns "; did you mean 'x'?" where a known name is near, else the list of all that are known.
   */
  public static String hint(String name, Collection<String> known) {
    return name(name, known)
        .map(candidate -> "; did you mean '" + candidate + "'?")
        .orElse(known.isEmpty() ? "" : "; known are " + String.join(", ", known));
  }

  /** The known name that is near, if there is one. */
  public static Optional<String> name(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> near(distance(name, candidate), candidate));
  }

  /** Whether few letters differ, and not all of them. */
  private static boolean near(int distance, String candidate) {
    return distance < candidate.length() && distance <= Math.max(2, candidate.length() / 3);
  }

  /** The number of letters to insert, delete or replace (Levenshtein, 1965). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
