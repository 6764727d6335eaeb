package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** One job of a run, whole, as lines. */
final class JobText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ZoneId zone;
  private final List<AttributedString> lines = new ArrayList<>();

  JobText(ZoneId zone) {
    this.zone = zone;
  }

  List<AttributedString> of(JsonNode whole) {
    lines.clear();
    JsonNode job = whole.path("job");
    header(whole, job);
    JsonNode definition = whole.path("definition");
    if (isModels(job)) {
      section("instructions", definition.path("instructions").asText());
      section("tools", tools(definition));
      conversation(whole);
    }
    whole
        .path("texts")
        .properties()
        .forEach(text -> section(text.getKey(), text.getValue().asText()));
    return List.copyOf(lines);
  }

  private static boolean isModels(JsonNode job) {
    return List.of("plan", "think", "synthesize").contains(job.path("kind").asText())
        && job.path("usage").path("llmCalls").asLong() > 0;
  }

  private void header(JsonNode whole, JsonNode job) {
    lines.add(
        new AttributedStringBuilder()
            .append(
                TreeText.oneLine(whole.path("id").asText() + "/" + job.path("path").asText()),
                AttributedStyle.BOLD)
            .append(
                "  %s of %s, %s"
                    .formatted(
                        job.path("kind").asText(),
                        job.path("agent").asText(),
                        job.path("state").asText()))
            .toAttributedString());
    List<String> facts = new ArrayList<>();
    if (job.path("begun").isTextual()) {
      Instant begun = Instant.parse(job.path("begun").asText());
      String took =
          job.path("recorded").isTextual()
              ? ", "
                  + Amounts.time(
                      Duration.between(begun, Instant.parse(job.path("recorded").asText())))
              : "";
      facts.add(TIME.format(begun.atZone(zone)) + took);
    }
    if (whole.path("model").isTextual()) {
      JsonNode usage = job.path("usage");
      facts.add(
          "%s, %d tokens in, %d out%s"
              .formatted(
                  whole.path("model").asText(),
                  usage.path("inputTokens").asLong(),
                  usage.path("outputTokens").asLong(),
                  Amounts.cost(usage)));
    }
    if (job.path("definition").isTextual()) {
      facts.add("definition " + job.path("definition").asText());
    }
    facts.forEach(
        fact -> lines.add(new AttributedString("  " + TreeText.oneLine(fact), TreeText.FAINT)));
  }

  private static String tools(JsonNode definition) {
    List<String> tools = new ArrayList<>();
    definition.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    definition.path("subAgents").forEach(agent -> tools.add(agent.path("tool").asText()));
    return String.join(", ", tools);
  }

  private void conversation(JsonNode whole) {
    StringBuilder said = new StringBuilder();
    int leftOut = whole.path("leftOut").asInt();
    if (leftOut > 0) {
      said.append("(%d messages before that are left out here)\n".formatted(leftOut));
    }
    for (JsonNode message : whole.path("conversation")) {
      said.append(message.path("role").asText()).append(": ");
      said.append(message.path("content").asText()).append('\n');
      message
          .path("toolRequests")
          .forEach(
              call ->
                  said.append(
                      "  calls %s %s\n"
                          .formatted(call.path("name").asText(), call.path("arguments").asText())));
    }
    section("conversation before", said.toString());
  }

  private void section(String title, String text) {
    if (text.isBlank()) {
      return;
    }
    lines.add(AttributedString.EMPTY);
    lines.add(new AttributedString(title, AttributedStyle.BOLD));
    TreeText.clean(text)
        .stripTrailing()
        .lines()
        .forEach(line -> lines.add(new AttributedString("  " + line)));
  }
}
