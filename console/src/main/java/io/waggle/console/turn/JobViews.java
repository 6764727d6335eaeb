package io.waggle.console.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Usage;
import io.waggle.history.JobLine;
import io.waggle.history.JobState;
import io.waggle.history.WholeJob;
import io.waggle.journal.BriefJob;
import io.waggle.llm.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of a job as the journal has it what its page shows. */
final class JobViews {
  private static final Set<String> ASKS_A_MODEL = Set.of("plan", "think", "synthesize");
  private static final Pattern STEP = Pattern.compile("^(.*/)?p[0-9]+/s[0-9]+(?=/)");
  private static final Pattern NUMBER = Pattern.compile(".*?([0-9]+)$");

  /** What texts are called for people, by their names in the journal. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("task", "Task"),
          Map.entry("input", "Input"),
          Map.entry("asked", "What was asked"),
          Map.entry("answered", "What the model answered"),
          Map.entry("told", "What the model was told about its answer"),
          Map.entry("result", "Result"),
          Map.entry("tool", "Tool"),
          Map.entry("given", "What the tool was given"),
          Map.entry("said", "What was said"),
          Map.entry("decided", "What was decided"));

  private JobViews() {}

  /**
   * @param whole the job
   * @param brief what the journal says of its attempts; null where that is not known
   */
  static JobView of(WholeJob whole, @Nullable BriefJob brief) {
    JobLine job = whole.job();
    boolean models =
        ASKS_A_MODEL.contains(job.kind())
            && (whole.model() != null || !whole.conversation().isEmpty());
    Usage usage = job.usage() == null ? Usage.ZERO : job.usage();
    return new JobView(
        whole.id(),
        job.path(),
        title(job),
        job.agent(),
        state(job.state()),
        kind(job.state()),
        whole.model() == null || whole.model().isEmpty() ? null : whole.model(),
        job.begun(),
        took(job.begun(), job.recorded()),
        usage,
        brief == null ? 1 : brief.attempts(),
        brief != null && brief.copied(),
        job.definition(),
        models ? text(whole.definition(), "instructions") : "",
        models ? tools(whole.definition()) : List.of(),
        models ? said(whole.conversation()) : List.of(),
        whole.leftOut(),
        texts(whole.texts(), job.kind()),
        whole.outcome() == null ? "" : whole.outcome().toPrettyString(),
        forkable(job),
        step(job.path()),
        scope(job.path()));
  }

  private static String title(JobLine job) {
    String name = job.path().substring(job.path().lastIndexOf('/') + 1);
    Matcher number = NUMBER.matcher(name);
    String which = number.matches() ? " " + number.group(1) : "";
    return switch (job.kind()) {
      case "accept" -> "The task, as it was accepted";
      case "plan" -> "Plan" + which;
      case "think" -> "Turn" + which;
      case "tool" -> "Tool call";
      case "hand-over" -> "Task for a sub-agent";
      case "record-answer" -> "Answer of another process";
      case "synthesize" -> "The result";
      case "find-decisions" -> "The end of the run";
      case "find-undo" -> "What is to be undone";
      case "undo" -> "A tool call is undone";
      case "ask" -> "A question to a person";
      case "remind" -> "A reminder";
      case "escalate" -> "Others are asked as well";
      case "decide" -> "A decision";
      case "steer" -> "What a person said to the run";
      default -> job.kind();
    };
  }

  private static String state(JobState state) {
    return switch (state) {
      case RECORDED -> "Done";
      case UNDER_WAY -> "Under way";
      case IN_DOUBT -> "In doubt";
      case FREE -> "To be done";
    };
  }

  private static String kind(JobState state) {
    return switch (state) {
      case RECORDED -> "done";
      case UNDER_WAY -> "live";
      case IN_DOUBT -> "wait";
      case FREE -> "idle";
    };
  }

  private static @Nullable Duration took(@Nullable Instant begun, @Nullable Instant recorded) {
    return begun == null || recorded == null ? null : Duration.between(begun, recorded);
  }

  private static String text(@Nullable JsonNode definition, String member) {
    return definition == null ? "" : definition.path(member).asText();
  }

  private static List<JobView.Tool> tools(@Nullable JsonNode definition) {
    List<JobView.Tool> tools = new ArrayList<>();
    if (definition != null) {
      definition
          .path("tools")
          .forEach(
              tool ->
                  tools.add(
                      new JobView.Tool(
                          text(tool, "name"),
                          text(tool, "description"),
                          effect(text(tool, "effect")),
                          tool.path("parameters").toPrettyString())));
      definition
          .path("subAgents")
          .forEach(
              agent ->
                  tools.add(
                      new JobView.Tool(
                          text(agent, "tool"),
                          text(agent, "description"),
                          "asks the agent " + text(agent, "name"),
                          agent.path("parameters").toPrettyString())));
    }
    return tools;
  }

  private static String effect(String effect) {
    return switch (effect) {
      case "READ" -> "reads";
      case "IDEMPOTENT" -> "changes something";
      case "ONCE" -> "changes something, only once";
      default -> "";
    };
  }

  private static List<JobView.Said> said(List<Message> conversation) {
    return conversation.stream().map(JobViews::said).toList();
  }

  private static JobView.Said said(Message message) {
    String calls =
        message.requests().stream()
            .map(call -> "→ " + call.name() + " " + call.arguments())
            .collect(Collectors.joining("\n"));
    String text =
        message.text().isEmpty() || calls.isEmpty()
            ? message.text() + calls
            : message.text() + "\n" + calls;
    return new JobView.Said(
        switch (message.role()) {
          case SYSTEM -> "System";
          case USER -> "To the model";
          case ASSISTANT -> "Model";
          case TOOL -> "Tool";
        },
        text);
  }

  private static List<JobView.Text> texts(Map<String, String> texts, String kind) {
    List<JobView.Text> shown = new ArrayList<>();
    texts.forEach(
        (name, text) -> shown.add(new JobView.Text("text-" + name, name(name, kind), text)));
    return shown;
  }

  /** What a text of a job of that kind is called. */
  static String name(String name, String kind) {
    if (name.equals("asked") && ASKS_A_MODEL.contains(kind)) {
      return "What the model was told in this turn";
    }
    if (name.equals("said") && !kind.equals("steer")) {
      return kind.equals("undo") ? "What undoing it said" : "What the tool said";
    }
    return NAMES.getOrDefault(name, name);
  }

  /** As {@code Forking} has it: no fork at what no model, tool or person does. */
  private static JobView.Forkable forkable(JobLine job) {
    boolean at = !Set.of("accept", "find-undo").contains(job.kind());
    return new JobView.Forkable(at, ASKS_A_MODEL.contains(job.kind()), job.kind().equals("tool"));
  }

  private static @Nullable String step(String path) {
    Matcher step = STEP.matcher(path);
    return step.find() ? step.group() : null;
  }

  /** Greedy: of a path through several runs the innermost counts. */
  private static String scope(String path) {
    Matcher scope =
        Pattern.compile(
                "^(.*/(?:c[0-9]+|x[0-9a-f]{8}\\.[0-9]+))/(?:p[0-9]+|accept|answer|end|cancel|steer)(?:/.*)?$")
            .matcher(path);
    return scope.matches() ? scope.group(1) : "";
  }
}
