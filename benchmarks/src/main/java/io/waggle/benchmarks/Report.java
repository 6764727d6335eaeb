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

/** What was measured, for people and as raw numbers. */
final class Report {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Object> raw = new LinkedHashMap<>();

  Report(String benchmark) {
    raw.put("benchmark", benchmark);
    raw.put("at", Instant.now().toString());
    raw.put("processors", Runtime.getRuntime().availableProcessors());
    raw.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    raw.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    raw.put("loadBefore", load());
  }

  void add(String name, Object figures) {
    raw.put(name, figures);
  }

  /** Processes that wanted to run, on average over the last minute. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  void say(String line) {
    System.out.println(line);
  }

  void write(Path folder) throws IOException {
    raw.put("loadAfter", load());
    Files.createDirectories(folder);
    Path file = folder.resolve(raw.get("benchmark") + ".json");
    Files.writeString(file, MAPPER.writeValueAsString(raw) + "\n");
    say("Raw figures: " + file);
  }

  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
