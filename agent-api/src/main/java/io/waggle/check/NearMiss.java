package io.waggle.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearMiss {
  private NearMiss() {}

  /**
   * @param wrong a name that is not known
   * @param known the names that are
   * @return the known name that differs least, if it differs in a third of its letters at the most
   */
  public static Optional<String> of(String wrong, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(wrong, name) <= Math.max(1, (name.length() + 1) / 3))
        .min(Comparator.comparingInt(name -> distance(wrong, name)));
  }

  /**
   * @return {@code " (did you mean 'x'?)"}, or nothing where no known name is near
   */
  public static String hint(String wrong, Collection<String> known) {
    return of(wrong, known).map(" (did you mean '%s'?)"::formatted).orElse("");
  }

  /** Levenshtein's distance; case, {@code -} and {@code _} make no difference. */
  private static int distance(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String plain(String name) {
    String start = name.length() > 100 ? name.substring(0, 100) : name;
    return start.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
