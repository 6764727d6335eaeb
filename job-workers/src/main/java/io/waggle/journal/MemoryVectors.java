package io.waggle.journal;

import io.waggle.journal.MemoryTables.Fact;
import io.waggle.journal.MemoryTables.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Vectors of facts, by the models that gave them. Of each component a byte is kept: for comparing
 * angles that is enough, and a quarter of the size. They go with their facts.
 */
public final class MemoryVectors {
  /** Facts that are looked at in one search, the newest. */
  static final int NEWEST = 1_000;

  private static final int LARGEST = 127;

  private final JdbcClient jdbc;
  private final DatabasePatience patience;

  MemoryVectors(JdbcClient jdbc, DatabasePatience patience) {
    this.jdbc = jdbc;
    this.patience = patience;
  }

  /**
   * Keeps the vector of a fact, unless the fact is gone, or has one of the model.
   *
   * @param model {@code provider:name}
   */
  public void keep(long fact, String model, float[] vector) {
    int unused =
        patience.call(
            () -> {
              try {
                return jdbc.sql(
                        """
                        insert into waggle_memory_vector (fact, memory, model, vector)
                        select id, memory, ?, ? from waggle_memory_fact fact where id = ?
                          and not exists (select 1 from waggle_memory_vector known where known.fact = fact.id and known.model = ?)
                        """)
                    .param(model)
                    .param(bytes(vector))
                    .param(fact)
                    .param(model)
                    .update();
              } catch (DataIntegrityViolationException meanwhile) {
                return 0; // deleted, or kept by another
              }
            });
  }

  /**
   * @return the newest facts without a vector of the model
   */
  public List<Fact> missing(Owner owner, String model, int most) {
    return patience.call(
        () ->
            MemorySearch.facts(
                jdbc.sql(
                        MemorySearch.FACTS
                            + """
                            fact where memory = (select id from waggle_memory where agent = ? and subject = ?)
                              and not exists (select 1 from waggle_memory_vector known where known.fact = fact.id and known.model = ?)
                            order by id desc limit ?
                            """)
                    .param(owner.agent())
                    .param(owner.subject())
                    .param(model)
                    .param(most)));
  }

  /** Facts in the order of their nearness to a vector of the model. */
  public MemorySearch.Ranking near(String model, float[] vector) {
    byte[] wanted = bytes(vector);
    double length = Math.sqrt(product(wanted, wanted));
    return (memory, most) -> {
      record Near(long fact, double cosine) {}
      List<Near> all = new ArrayList<>();
      jdbc.sql(
              """
              select fact, vector from waggle_memory_vector where memory = ? and model = ?
              order by memory, model, fact desc limit %d
              """
                  .formatted(NEWEST))
          .param(memory)
          .param(model)
          .query(
              row -> {
                byte[] one = row.getBytes("vector");
                // the model of a name may have been replaced by another
                if (one.length == wanted.length) {
                  double cosine = product(one, wanted) / (Math.sqrt(product(one, one)) * length);
                  all.add(new Near(row.getLong("fact"), cosine));
                }
              });
      return all.stream()
          .filter(one -> one.cosine() > 0)
          .sorted(Comparator.comparingDouble(Near::cosine).reversed())
          .limit(most)
          .map(Near::fact)
          .toList();
    };
  }

  static byte[] bytes(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length && largest > 0; i++) {
      bytes[i] = (byte) Math.round(vector[i] / largest * LARGEST);
    }
    return bytes;
  }

  private static double product(byte[] one, byte[] other) {
    int sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
