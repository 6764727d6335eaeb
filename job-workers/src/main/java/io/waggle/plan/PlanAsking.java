package io.waggle.plan;

import io.waggle.bpmn.Cut;
import io.waggle.engine.AgentJob;
import io.waggle.journal.Journal;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.Fitting;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.Guidance;
import io.waggle.steer.RunGuidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a model for a plan, with as much of what the steps found as fits into its window. */
final class PlanAsking {
  /** Characters of the results that an earlier revision was told, where not all of it fits. */
  private static final int EARLIER = 1_000;

  private final ModelCalls models;
  private final Journal journal;
  private final Briefing briefing;
  private final RunGuidance guidance;
  private final PlanPrompt prompt;

  PlanAsking(ModelCalls models, Journal journal, Briefing briefing, RunGuidance guidance) {
    this.models = models;
    this.journal = journal;
    this.briefing = briefing;
    this.guidance = guidance;
    this.prompt = new PlanPrompt(briefing);
  }

  /**
   * What was asked and answered.
   *
   * @param parent path of the record whose conversation it goes on; null for the first plan
   * @param added to that conversation, the answer included
   * @param answer of the model
   */
  record Asked(@Nullable String parent, List<Message> added, ModelCalls.Answer answer) {}

  Asked ask(AgentJob job, PlanWorker.Planned known) {
    @Nullable String parent = known.plan() == null ? null : known.plan().ref();
    OwnPlan.require(journal, known.run(), known.plan());
    List<Message> conversation = journal.conversation(known.run(), parent);
    List<Guidance> heard = guidance.unlessPaused(known.run(), job.said());
    ModelCalls.Fitted asked =
        models.askFitting(
            job,
            length -> {
              List<Message> all = new ArrayList<>(shortened(conversation, length));
              all.addAll(prompt.next(job.agent(), known, conversation, length));
              heard.forEach(
                  said -> all.add(Message.user(Guidance.TO_MODEL.formatted(said.text()))));
              return new ChatRequest(
                  briefing.instruct(job.agent(), all),
                  List.of(PlanTool.DECLARATION),
                  PlanTool.NAME);
            });
    List<Message> messages = asked.request().messages();
    List<Message> added =
        new ArrayList<>(messages.subList(1 + conversation.size(), messages.size()));
    added.add(said(asked.answer().reply()));
    return new Asked(parent, added, asked.answer());
  }

  /** Only results are cut, which are told again with each revision; what people said never is. */
  private static List<Message> shortened(List<Message> conversation, int length) {
    if (length == Fitting.LONGEST || conversation.isEmpty()) {
      return conversation;
    }
    List<Message> shorter = new ArrayList<>(conversation);
    for (int at = 1; at < shorter.size(); at++) {
      Message message = shorter.get(at);
      if (message.text().startsWith(PlanPrompt.RESULTS)) {
        String cut = Cut.noted(message.text(), EARLIER);
        shorter.set(
            at,
            message.role() == Message.Role.TOOL
                ? Message.tool(Objects.requireNonNull(message.toolCallId()), cut)
                : Message.user(cut));
      }
    }
    return shorter;
  }

  /** A call that was cut off is not kept: providers reject conversations with broken arguments. */
  private static Message said(ChatReply reply) {
    boolean whole = reply.finish() == ChatReply.Finish.DONE;
    return whole && !reply.toolRequests().isEmpty()
        ? reply.message()
        : Message.assistant(reply.content().isBlank() ? "(nothing)" : reply.content(), List.of());
  }
}
