package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournalJson;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.PastJob;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in a file of lines, each a JSON document: first the {@link Head}, then the definitions of
 * the agents that worked on it, then its jobs in the order in which they began.
 *
 * @param head of the file
 * @param definitions {@link io.waggle.agent.Agent#document}, by their digests
 * @param jobs in the order in which they began
 */
public record RunFile(Head head, Map<String, JsonNode> definitions, List<PastJob> jobs) {
  /** Of the format; another one is refused. */
  public static final int VERSION = 1;

  private static final ObjectMapper MAPPER = JournalJson.mapper();

  public RunFile {
    definitions = Map.copyOf(definitions);
    jobs = List.copyOf(jobs);
  }

  /**
   * What run it is.
   *
   * @param version of the format
   * @param run its name
   * @param agent whose run
   * @param request digest of what was asked for
   * @param task what it was asked to do
   * @param input JSON; empty if there was none
   * @param limits how far it might go; null where it was not accepted
   * @param begun when it was accepted
   * @param ended when its outcome was recorded; null while it goes on
   */
  public record Head(
      @JsonProperty("waggle-run") int version,
      String run,
      String agent,
      String request,
      String task,
      String input,
      @Nullable JsonNode limits,
      Instant begun,
      @Nullable Instant ended) {}

  private record Definition(String definition, JsonNode document) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Row(
      String job,
      @Nullable String scope,
      JobType kind,
      String agent,
      @Nullable String undoTool,
      @Nullable String parent,
      @Nullable String definition,
      @Nullable JsonNode outcome,
      @Nullable List<Message> messages,
      @Nullable String content,
      @Nullable JsonNode reply,
      @JsonInclude(JsonInclude.Include.ALWAYS) long said,
      @Nullable Instant begun,
      @Nullable Instant recorded,
      @Nullable Usage usage) {}

  static JsonNode line(Head head) {
    return MAPPER.valueToTree(head);
  }

  static JsonNode line(String digest, JsonNode document) {
    return MAPPER.valueToTree(new Definition(digest, document));
  }

  static JsonNode line(PastJob job, @Nullable JsonNode outcome) {
    return MAPPER.valueToTree(
        new Row(
            job.path(),
            job.job().scope(),
            job.job().type(),
            job.job().agent(),
            job.job().undoTool(),
            job.parent(),
            job.definition(),
            outcome,
            job.messages(),
            job.content(),
            job.reply() == null ? null : JobText.tree(job.reply()),
            job.said(),
            job.begun(),
            job.recorded(),
            job.usage().equals(Usage.ZERO) ? null : job.usage()));
  }

  /**
   * @param lines of a file
   * @throws IllegalArgumentException with a sentence, if it is no recorded run that can be read
   */
  public static RunFile read(List<String> lines) {
    Head head = null;
    Map<String, JsonNode> definitions = new LinkedHashMap<>();
    List<PastJob> jobs = new ArrayList<>();
    for (int number = 0; number < lines.size(); number++) {
      try {
        JsonNode line = MAPPER.readTree(lines.get(number));
        if (head == null) {
          head = head(line);
        } else if (line.has("document")) {
          Definition definition = MAPPER.treeToValue(line, Definition.class);
          definitions.put(definition.definition(), definition.document());
        } else if (line.has("job")) {
          jobs.add(job(head.run(), MAPPER.treeToValue(line, Row.class), jobs.size() + 1));
        }
      } catch (JsonProcessingException damaged) {
        throw new IllegalArgumentException(
            "Line %d is none of a recorded run: %s"
                .formatted(number + 1, damaged.getOriginalMessage()),
            damaged);
      }
    }
    if (head == null) {
      throw new IllegalArgumentException("It is empty.");
    }
    return new RunFile(head, definitions, jobs);
  }

  private static Head head(JsonNode line) throws JsonProcessingException {
    int version = line.path("waggle-run").asInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          version == 0
              ? "It is no recorded run: write one with 'waggle export RUN --to FILE'."
              : "It is of format %d; this version of Waggle reads format %d. Export the run again."
                  .formatted(version, VERSION));
    }
    return MAPPER.treeToValue(line, Head.class);
  }

  private static PastJob job(String run, Row row, int position) throws JsonProcessingException {
    return new PastJob(
        new JournaledJob(
            new JobAddress(run, row.job()),
            row.scope() == null ? "" : row.scope(),
            1,
            row.agent(),
            row.kind(),
            position,
            1,
            row.undoTool()),
        position,
        null,
        false,
        row.said(),
        row.parent(),
        row.outcome() == null ? null : MAPPER.writeValueAsString(row.outcome()),
        row.messages() == null ? List.of() : row.messages(),
        row.content() == null ? "" : row.content(),
        row.definition(),
        row.reply() == null ? null : MAPPER.writeValueAsString(row.reply()),
        row.begun(),
        row.recorded(),
        row.usage() == null ? Usage.ZERO : row.usage());
  }
}
