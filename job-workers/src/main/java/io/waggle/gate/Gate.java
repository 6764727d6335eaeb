package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.engine.AgentJob;
import io.waggle.engine.NeedsPersonException;
import org.jspecify.annotations.Nullable;

/** One kind of gate: lays out what is asked, and says what a decision comes to. */
interface Gate {
  GateKind kind();

  /**
   * Where the gate is.
   *
   * @param run what the variables say
   * @throws NeedsPersonException if the subject is none of this run's
   */
  Spot spot(Run run, Subject subject);

  /**
   * @param path of the gate
   * @param origin path of what the question arose from, in a record: it was done in the process
   *     instance that called the gate
   */
  record Spot(String path, String origin) {}

  /** What people call that which is asked about. */
  String subject(Case at);

  /** Who is asked, and for how long. */
  default GatePolicy policy(Case at) {
    return at.agent().gates().policy(kind());
  }

  /** What is asked, as it is right now. */
  Sheet lay(Case at);

  /**
   * What the form begins with.
   *
   * @param shown what the form lays out
   */
  default ObjectNode draft(Case at, JsonNode shown) {
    return Rows.object();
  }

  /**
   * What a person's decision comes to.
   *
   * @param decision has an action of this kind, and names the digest where it lets something happen
   */
  Settled settle(Case at, Decision decision);

  /** What it comes to that nobody decided, where silence means no. */
  Settled.Usable deny();

  /**
   * What is asked.
   *
   * @param whole all that a decision is about, nothing shortened; the digest is of this
   * @param shown what the form lays out
   * @param clipped whether some of it is not shown: then nothing can be approved
   */
  record Sheet(JsonNode whole, ObjectNode shown, boolean clipped) {}

  /**
   * A gate in a run.
   *
   * @param job the job that is worked on
   */
  record Case(AgentJob job, Run run, Subject subject) {
    Agent agent() {
      return job.agent();
    }

    /** A member of the subject that this kind of gate cannot do without. */
    static <T> T need(@Nullable T member, String name) {
      if (member == null) {
        throw new NeedsPersonException(
            "The variable 'subject' has no '%s', which this gate is about. Correct it (in Operate: edit the variable) and resolve this incident."
                .formatted(name),
            null);
      }
      return member;
    }
  }
}
