package io.waggle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was measured, for people and as raw numbers. */
final class Report {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** A turn and its call are what a turn records. */
  private static final int STEPS = 2;

  private final Map<String, Object> raw = new LinkedHashMap<>();
  private final Path file;

  /**
   * @param folder where the raw figures are left as soon as there are any, for a benchmark takes
   *     long and may be ended before it is through
   */
  Report(String benchmark, Path folder) throws IOException {
    this.file = Files.createDirectories(folder).resolve(benchmark + ".json");
    raw.put("benchmark", benchmark);
    raw.put("at", Instant.now().toString());
    raw.put("processors", Runtime.getRuntime().availableProcessors());
    raw.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    raw.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    raw.put("loadBefore", load());
  }

  void add(String name, Object figures) throws IOException {
    raw.put(name, figures);
    raw.put("loadAfter", load());
    Files.writeString(file, MAPPER.writeValueAsString(raw) + "\n");
  }

  /** Processes that wanted to run, on average over the last minute. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  void done() {
    say("Raw figures: " + file);
  }

  void say(String line) {
    System.out.println(line);
  }

  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static double median(List<Cost> costs, Function<Cost, Double> part) {
    return median(costs.stream().map(part).toList());
  }

  /** What turns took; this process has the scripted model in it. */
  static String line(List<Cost> costs) {
    double took = median(costs, Cost::milliseconds);
    return "%.2f ms/turn, %.0f turns/s, %.0f steps/s; processor a turn: this process %.2f ms, engine %.2f ms, database %.2f ms; allocated %.0f KB"
        .formatted(
            took,
            1_000 / took,
            1_000 * STEPS / took,
            median(costs, Cost::processorMilliseconds),
            median(costs, Cost::engineProcessorMilliseconds),
            median(costs, Cost::databaseProcessorMilliseconds),
            median(costs, Cost::allocatedKilobytes));
  }
}
