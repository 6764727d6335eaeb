package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Usage;
import io.waggle.invocation.Secrets;
import io.waggle.journal.Families;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournalJson;
import io.waggle.journal.PastJob;
import io.waggle.journal.RunRecords;
import io.waggle.journal.RunRecords.PastRun;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs did, as the journal has it, as JSON; without the secrets that this worker knows. */
public final class RunHistory {
  /** Jobs in one answer at the most. */
  public static final int MOST_JOBS = 1_000;

  /** Characters of one text at the most. */
  private static final int LONGEST_TEXT = 200_000;

  /** Characters of a conversation; what was said first is left out. */
  private static final int LONGEST_CONVERSATION = 1_000_000;

  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final RunRecords records;
  private final Families families;
  private final HiddenSecrets secrets;

  public RunHistory(RunRecords records, Families families, Secrets secrets) {
    this.records = records;
    this.families = families;
    this.secrets = new HiddenSecrets(secrets);
  }

  private record Runs(List<Line> runs) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      String id, String agent, String state, Instant begun, @Nullable Instant ended) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record History(
      String id,
      String agent,
      String state,
      int epoch,
      String instance,
      Instant begun,
      @Nullable Instant ended,
      Usage usage,
      List<JobLine> jobs,
      @Nullable Long more) {}

  /**
   * @param most how many
   * @return {@code {"runs": […]}}, those that began last first
   */
  public JsonNode latest(int most) {
    return json(
        new Runs(
            records.latest(most).stream()
                .map(run -> new Line(run.id(), run.agent(), state(run), run.begun(), run.ended()))
                .toList()));
  }

  /**
   * @param id a run's name
   * @param after continues the jobs: {@code more} of the answer before; 0 for the first
   * @return the run and its jobs, {@value #MOST_JOBS} at the most, in the order in which they
   *     began; empty if there is no such run
   */
  public Optional<JsonNode> of(String id, long after) {
    return records.run(id).map(run -> json(history(run, after)));
  }

  private History history(PastRun run, long after) {
    List<PastJob> jobs = records.jobs(run.id(), after, MOST_JOBS + 1);
    boolean more = jobs.size() > MOST_JOBS;
    List<PastJob> shown = more ? jobs.subList(0, MOST_JOBS) : jobs;
    Calls calls = new Calls(records);
    return new History(
        run.id(),
        run.agent(),
        state(run),
        run.epoch(),
        Long.toString(run.instance()),
        run.begun(),
        run.ended(),
        families.usage(run.id(), ""),
        shown.stream().map(job -> line(job, calls.of(job))).toList(),
        more ? shown.getLast().position() : null);
  }

  private static String state(PastRun run) {
    return run.ended() == null ? "live" : "ended";
  }

  private static JobLine line(PastJob job, @Nullable ToolRequest call) {
    return new JobLine(
        job.path(),
        job.job().type().verb(),
        job.job().agent(),
        JobState.of(job),
        job.job().epoch(),
        job.begun(),
        job.recorded(),
        job.usage().equals(Usage.ZERO) ? null : job.usage(),
        JobWords.of(job, call),
        digest(JobText.of(job, call)),
        job.definition());
  }

  /**
   * @param at where a job is
   * @return all there is to know of it; empty if there is no such job
   */
  public Optional<JsonNode> job(JobAddress at) {
    return records.job(at).map(job -> json(whole(job, LONGEST_TEXT)));
  }

  /**
   * @param at where a job is
   * @return all there is to know of it, with what secrets its texts have; empty if there is no such
   *     job
   */
  public Optional<WholeJob> whole(JobAddress at) {
    return records.job(at).map(job -> whole(job, Integer.MAX_VALUE));
  }

  private WholeJob whole(PastJob job, int longest) {
    ToolRequest call = new Calls(records).of(job);
    Map<String, String> texts = new LinkedHashMap<>();
    JobText.of(job, call).forEach((name, text) -> texts.put(name, Cut.noted(text, longest)));
    List<Message> conversation = new ArrayList<>();
    int leftOut = conversation(job, conversation);
    return new WholeJob(
        job.job().at().run(),
        line(job, call),
        job.reply() == null ? null : JobText.tree(job.reply()).path("model").asText(),
        Optional.ofNullable(job.definition())
            .flatMap(records::definition)
            .map(JobText::tree)
            .orElse(null),
        conversation,
        leftOut,
        texts,
        job.outcome() == null ? null : JobText.tree(job.outcome()));
  }

  /** What was said before the job, oldest first. Returns how many messages had no room. */
  private int conversation(PastJob job, List<Message> conversation) {
    int room = LONGEST_CONVERSATION;
    int leftOut = 0;
    String next = job.parent();
    while (next != null) {
      PastJob before = records.job(new JobAddress(job.job().at().run(), next)).orElse(null);
      if (before == null) {
        break;
      }
      for (Message message : before.messages().reversed()) {
        room -= message.text().length();
        if (room < 0) {
          leftOut++;
        } else {
          conversation.add(message);
        }
      }
      next = before.parent();
    }
    Collections.reverse(conversation);
    return leftOut;
  }

  private static String digest(Map<String, String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          (name, text) ->
              digest.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonNode json(Object value) {
    return secrets.in(MAPPER.valueToTree(value));
  }
}
