package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that an agent calls have variables of their own; only their {@code result} is read. */
class OwnWordsIT {
  private static TestBed bed;

  private static AgentBuilder agent(String name, String process) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .subAgent(SubAgent.process("legal", "Checks.", process));
  }

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            List.of(
                agent("asks-usage", "legal-check-usage").planning(Planning.NEVER).build(),
                agent("asks-outcome", "legal-check-outcome").planning(Planning.ALWAYS).build(),
                agent("asks", "own-words").planning(Planning.NEVER).build()));
    for (String process : List.of("legal-check-usage", "legal-check-outcome")) {
      bed.camunda()
          .newDeployResourceCommand()
          .addResourceFromClasspath("family/%s.bpmn".formatted(process))
          .send()
          .join();
    }
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static Map<String, @Nullable Object> ask(String agent, String heard) {
    bed.play(
        Screenplay.role(agent)
            .on(When.turn(0))
            .reply(Reply.call("ask_legal", Map.of("task", "Check it")))
            .on(When.turn(1).toolResult(heard))
            .reply("Done.")
            .build());
    return bed.run(agent, "The task").variables();
  }

  @Test
  void shouldNotTakeTheUsageOfSomebodysProcessForThatOfARun() {
    assertThat(ask("asks-usage", "All legal.")).containsEntry("result", "Done.");
  }

  @Test
  void shouldNotTakeTheOutcomeOfSomebodysProcessForThatOfAStep() {
    bed.play(
        Screenplay.role("asks-outcome")
            .on(When.ALWAYS.offering("make_plan"))
            .reply(
                Reply.call(
                    "make_plan",
                    Map.of(
                        "steps",
                        List.of(
                            Map.of(
                                "id", "s1",
                                "title", "Check",
                                "instruction", "Check claim 17",
                                "agent", "legal")))))
            .otherwise("Not asked.")
            .build());

    assertThat(bed.run("asks-outcome", "The task").variables())
        .containsEntry("outcome", "completed")
        .containsEntry("result", "Claim 17 has to be rejected.");
  }

  /** What a process ends with, as FEEL, and what the model hears of it. */
  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of(Map.of("result", "\"All legal.\""), "All legal."),
        Arguments.of(Map.of("result", "{claim: 17, paid: null}"), "{\"claim\":17,\"paid\":null}"),
        Arguments.of(Map.of("result", "[1, \"two\"]"), "[1,\"two\"]"),
        Arguments.of(Map.of("result", "17"), "17"),
        Arguments.of(Map.of("result", "false"), "false"),
        Arguments.of(Map.of("result", "null"), "ended without a variable 'result'"),
        Arguments.of(Map.of("verdict", "\"fine\""), "ended without a variable 'result'"),
        Arguments.of(
            Map.of("result", "\"Fine.\"", "resultRef", "\"17\"", "outcome", "{a: 1}"), "Fine."),
        Arguments.of(
            Map.of(
                "result", "\"Fine.\"",
                "usage", "[1]",
                "ref", "\"9\"",
                "content", "7",
                "observation", "\"x\"",
                "toolCall", "null",
                "run", "null",
                "id", "1"),
            "Fine."));
  }

  @ParameterizedTest
  @MethodSource("results")
  void shouldTellTheModelTheResultOfSomebodysProcess(Map<String, String> variables, String heard) {
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceStringUtf8(process(variables), "own-words.bpmn")
        .send()
        .join();

    assertThat(ask("asks", heard)).containsEntry("result", "Done.");
  }

  private static String process(Map<String, String> variables) {
    StringBuilder outputs = new StringBuilder();
    variables.forEach(
        (name, value) ->
            outputs.append(
                "<zeebe:output source='=%s' target='%s' />"
                    .formatted(value.replace("'", "&apos;"), name)));
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
          <bpmn:process id="own-words" isExecutable="true">
            <bpmn:startEvent id="Start">
              <bpmn:extensionElements><zeebe:ioMapping>%s</zeebe:ioMapping></bpmn:extensionElements>
            </bpmn:startEvent>
            <bpmn:endEvent id="End" />
            <bpmn:sequenceFlow id="ToEnd" sourceRef="Start" targetRef="End" />
          </bpmn:process>
        </bpmn:definitions>
        """
        .formatted(outputs);
  }
}
