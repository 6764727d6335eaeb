package com.acme.billing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads orders.csv: the order lines of each customer, customers in the order of the file. */
final class OrderReader {
  /** Lenient as it always was: 31.11.2003 is 01.12.2003. */
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("d.M.u", Locale.ROOT).withResolverStyle(ResolverStyle.LENIENT);

  private OrderReader() {}

  static LocalDate date(String text) {
    return LocalDate.parse(text, READ);
  }

  /** Lines that cannot be read are reported on standard error and left out. */
  static Map<String, List<OrderLine>> read(Path file) throws IOException {
    Map<String, List<OrderLine>> orders = new LinkedHashMap<>();
    if (Files.notExists(file)) {
      System.err.println("no orders: " + file + " does not exist");
      return orders;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(line, orders));
    }
    return orders;
  }

  private static void add(String line, Map<String, List<OrderLine>> orders) {
    List<String> fields =
        Stream.of(line.split(";")).filter(field -> !field.isEmpty()).map(String::trim).toList();
    try {
      LocalDate date = date(fields.get(1));
      // A customer gets an invoice even if nothing else on the line can be read.
      List<OrderLine> known = orders.computeIfAbsent(fields.get(2), name -> new ArrayList<>());
      known.add(
          new OrderLine(
              fields.get(0),
              date,
              fields.get(3),
              Integer.parseInt(fields.get(4)),
              new BigDecimal(fields.get(5)),
              fields.size() > 6 ? new BigDecimal(fields.get(6)) : BigDecimal.ZERO));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      System.err.println("left out, cannot be read: " + line);
    }
  }
}
