package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;

/** What is known when people are told about a question that stands open. */
public record Noticed(Run run, GateKind gate, Question question) {}
