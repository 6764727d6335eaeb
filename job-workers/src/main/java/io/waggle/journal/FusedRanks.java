package io.waggle.journal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One ranking of several, by reciprocal rank fusion: Cormack, Clarke and Büttcher, "Reciprocal Rank
 * Fusion outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009. Scores of
 * different searches cannot be compared, their ranks can.
 */
final class FusedRanks {
  /** As in the paper: how little the first ranks differ. */
  private static final double K = 60;

  private FusedRanks() {}

  /**
   * @param rankings ids, the best first
   * @return the best of all; of those that are equally good, the newest
   */
  static List<Long> of(List<List<Long>> rankings, int most) {
    Map<Long, Double> scores = new HashMap<>();
    for (List<Long> ranking : rankings) {
      double rank = 1;
      for (Long id : ranking) {
        scores.merge(id, 1 / (K + rank++), Double::sum);
      }
    }
    return best(scores, most);
  }

  static List<Long> best(Map<Long, Double> scores, int most) {
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
