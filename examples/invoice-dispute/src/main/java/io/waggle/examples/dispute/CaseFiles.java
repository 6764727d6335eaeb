package io.waggle.examples.dispute;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** What the agent can look up; in a company this is the ERP system. All of it only reads. */
class CaseFiles {
  private final List<CaseFile> files = load();

  /** An invoice, what was delivered for it, and what the customer disputed before. */
  record CaseFile(Invoice invoice, List<Delivery> deliveries, List<String> earlierDisputes) {}

  /** An invoice and its lines. */
  record Invoice(String number, String customer, List<Line> lines, BigDecimal total) {}

  /** So many pieces at this price. */
  record Line(String article, int pieces, BigDecimal price) {}

  /** What the carrier noted. */
  record Delivery(String date, String article, int pieces, String note) {}

  @Tool(description = "Look an invoice up: customer, lines, total in euros.", effect = Effect.READ)
  Invoice find_invoice(@Param("number of the invoice, such as R-2001") String number) {
    return file(number).invoice();
  }

  @Tool(
      description = "What was delivered for an invoice, and the carrier's notes.",
      effect = Effect.READ)
  List<Delivery> find_deliveries(@Param("number of the invoice") String number) {
    return file(number).deliveries();
  }

  @Tool(description = "Earlier disputes of the customer of an invoice.", effect = Effect.READ)
  List<String> earlier_disputes(@Param("number of the invoice") String number) {
    return file(number).earlierDisputes();
  }

  private CaseFile file(String number) {
    return files.stream()
        .filter(file -> file.invoice().number().equals(number))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no invoice '%s'".formatted(number)));
  }

  private static List<CaseFile> load() {
    try {
      return JsonMapper.builder()
          .build()
          .readValue(
              new ClassPathResource("dispute/case-files.json").getInputStream(),
              new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
