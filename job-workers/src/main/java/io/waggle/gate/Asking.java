package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Question;
import io.waggle.decision.Digest;
import java.io.UncheckedIOException;

/**
 * What a gate asks right now, made from what the journal has.
 *
 * @param sheet what is asked about
 * @param question as a person gets it
 */
record Asking(Gate.Sheet sheet, Question question) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Asking of(Gate gate, Gate.Case at) {
    Gate.Sheet sheet = gate.lay(at);
    return new Asking(
        sheet,
        new Question(
            at.job().agent().name(),
            at.run().address(),
            gate.subject(at),
            gate.policy(at),
            Question.NORMAL,
            Digest.of(gate.kind(), at.run().address(), sheet.whole()),
            asRead(sheet.shown()),
            gate.draft(at, sheet.shown()),
            null));
  }

  /**
   * The variable stands open to whoever may write variables, and is what people are shown.
   *
   * @param shown the variable
   * @return whether it says what is asked right now, and asks those who are to be asked
   */
  boolean isAsShown(Question shown) {
    return question.digest().equals(shown.digest())
        && question.shown().equals(shown.shown())
        && question.agent().equals(shown.agent())
        && question.run().equals(shown.run())
        && question.subject().equals(shown.subject())
        && policy(shown.priority()).equals(shown.policy());
  }

  /**
   * @param before the question that was answered
   * @param draft what the form begins with
   * @param problem why it could not be used
   * @return this question, asked of others as well where it had been escalated
   */
  Question again(Question before, JsonNode draft, String problem) {
    Question now = before.priority() == Question.ESCALATED ? question.escalated() : question;
    return now.again(draft, problem);
  }

  private GatePolicy policy(int priority) {
    return priority == Question.ESCALATED ? question.policy().escalated() : question.policy();
  }

  /** Numbers are of other types once they were written and read. */
  private static JsonNode asRead(JsonNode shown) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(shown));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
