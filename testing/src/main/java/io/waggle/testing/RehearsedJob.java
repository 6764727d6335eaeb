package io.waggle.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.history.RunFile;
import io.waggle.journal.JournalJson;
import io.waggle.journal.PastJob;
import io.waggle.journal.Paths;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.Message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One job of a record while it is worked out once more: what it asked then, and asks now. */
final class RehearsedJob {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final RunFile file;
  private final Map<String, PastJob> jobs;
  private final PastJob past;
  private volatile @Nullable ChatRequest asked;
  private volatile boolean ran;
  private final AtomicInteger asks = new AtomicInteger();

  RehearsedJob(RunFile file, Map<String, PastJob> jobs, PastJob past) {
    this.file = file;
    this.jobs = jobs;
    this.past = past;
  }

  PastJob past() {
    return past;
  }

  /** What the agents of now ask a model; null where they ask none. */
  @Nullable ChatRequest asked() {
    return asked;
  }

  /** Whether the agents of now run the tool. */
  boolean ran() {
    return ran;
  }

  ChatReply answer(ChatRequest request) {
    asked = request;
    RecordedReply reply = reply();
    if (reply == null) {
      throw new IllegalStateException("a model is asked, and none was asked then");
    }
    int at = asks.getAndIncrement();
    List<Message> answers =
        past.messages().stream().filter(message -> message.role() == Role.ASSISTANT).toList();
    if (at < answers.size() - 1) { // a job that asked again
      Message earlier = answers.get(at);
      return new ChatReply(earlier.text(), earlier.requests(), ChatReply.Finish.DONE, 0, 0);
    }
    return reply.reply(past.messages(), past.usage());
  }

  String run() {
    ran = true;
    return past.content();
  }

  String preview() {
    int call = past.path().lastIndexOf("/c");
    String at = call < 0 ? past.path() : Paths.callOf(past.path());
    PastJob question = jobs.get(Paths.asked(Paths.approval(at)));
    return question == null
        ? ""
        : tree(question).at("/variables/question/shown/difference").asText();
  }

  /** Of the model then; null where none was asked. */
  @Nullable RecordedReply reply() {
    return past.reply() == null ? null : RecordedReply.read(past.reply());
  }

  /** The definition of the agent then; missing where it is not in the file. */
  JsonNode definition() {
    JsonNode document =
        past.definition() == null ? null : file.definitions().get(past.definition());
    return document == null ? MissingNode.getInstance() : document;
  }

  /** The outcome then. */
  JsonNode outcome() {
    return tree(past);
  }

  private static JsonNode tree(PastJob job) {
    try {
      return MAPPER.readTree(Objects.requireNonNull(job.outcome()));
    } catch (JsonProcessingException damaged) {
      throw new IllegalArgumentException("The record has an outcome that is not JSON.", damaged);
    }
  }

  /** What was added to the conversation before the model was asked. */
  List<Message> addedThen() {
    List<Message> added = past.messages();
    for (int at = added.size() - 1; at >= 0; at--) {
      if (added.get(at).role() == Role.ASSISTANT) {
        return added.subList(0, at);
      }
    }
    return added;
  }

  /** What is added now. */
  List<Message> addedNow(ChatRequest request) {
    List<Message> messages = request.messages();
    return messages.subList(Math.min(messages.size(), 1 + before()), messages.size());
  }

  private int before() {
    List<PastJob> before = new ArrayList<>();
    for (PastJob next = parent(past); next != null; next = parent(next)) {
      before.add(next);
    }
    return before.stream().mapToInt(job -> job.messages().size()).sum();
  }

  private @Nullable PastJob parent(PastJob job) {
    return job.parent() == null ? null : jobs.get(job.parent());
  }
}
