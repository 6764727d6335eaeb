package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.act.Calls;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.VisibleText;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Paths;

/** What is the answer to the model's question? */
final class QuestionGate implements Gate {
  private static final String GO_ON = "Go on without an answer and say so in your result.";

  private final Calls calls;

  QuestionGate(Calls calls) {
    this.calls = calls;
  }

  @Override
  public GateKind kind() {
    return GateKind.QUESTION;
  }

  @Override
  public Spot spot(Run run, Subject subject) {
    JobAddress call = calls.at(run, Case.need(subject.toolCall(), "toolCall"));
    return new Spot(Paths.question(call.path()), Paths.turnOf(call.path()));
  }

  @Override
  public String subject(Case at) {
    return at.subject().step() == null ? "a question" : VisibleText.of(at.subject().step());
  }

  @Override
  public Sheet lay(Case at) {
    Layout layout = new Layout();
    return layout.sheet(whole(at), shown(at, layout));
  }

  private JsonNode whole(Case at) {
    ObjectNode whole = Rows.object().put("call", call(at).path());
    return whole.set("asked", asked(at));
  }

  private ObjectNode shown(Case at, Layout layout) {
    ObjectNode shown = Rows.object().put("step", layout.text(at.subject().step()));
    JsonNode asked = asked(at);
    shown.put("question", layout.shown(asked.path("question").asText()));
    shown.put("context", layout.text(asked.path("context").asText(null)));
    if (asked.path("choices").isArray()) {
      ArrayNode choices = shown.putArray("choices");
      asked.path("choices").forEach(choice -> choices.add(layout.shown(choice.asText())));
    } else {
      shown.putNull("choices");
    }
    return shown;
  }

  @Override
  public Settled settle(Case at, Decision decision) {
    if (decision.action() == Action.SKIP) {
      return Settled.telling(
          "A person has read the question and cannot answer it%s %s"
              .formatted(Words.because(decision), GO_ON));
    }
    String answer = decision.answer() == null ? "" : decision.answer().strip();
    String choice = decision.choice() == null ? "" : decision.choice().strip();
    if (answer.isEmpty() && choice.isEmpty()) {
      return new Settled.Unusable("There is no answer in it.");
    }
    return Settled.telling(
        answer.isEmpty() || choice.isEmpty() ? choice + answer : choice + ": " + answer);
  }

  @Override
  public Settled.Usable deny() {
    return Settled.telling("Nobody answered the question. " + GO_ON);
  }

  /** As the model wrote it; the variable may say something else by now. */
  private JsonNode asked(Case at) {
    return Rows.read(calls.request(at.agent(), call(at)).arguments());
  }

  private JobAddress call(Case at) {
    return calls.at(at.run(), Case.need(at.subject().toolCall(), "toolCall"));
  }
}
