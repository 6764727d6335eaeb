package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.mcp.server.ConformanceTools;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** The protocol's conformance suite, over the endpoint and over the client. */
class ConformanceIT {
  private static final Path NPM = Path.of("src/test/npm").toAbsolutePath();

  /** The suite's answer has members of its own: the run that asks goes on waiting as long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A client that follows a run sees a state that lasts as long. */
  private static final Duration SEEN = Duration.ofSeconds(4);

  @TempDir Path folder;

  /** Fails as well where a scenario passes that is expected to fail. */
  @Test
  void shouldServeAsTheProtocolSays() {
    try (TestBed bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("greeter").build(),
                        agent("talker").build(),
                        agent("asker").askHuman().build()))
                .withProperty("waggle.mcp.server.enabled", "true"))) {
      bed.play(screenplay());
      new ConformanceTools(bed, TestBed.PATIENCE)
          .add("test_simple_text", "run_greeter", Map.of("task", "Greet."))
          .add("test_error_handling", "get_run", Map.of("name", "nobody-knows-it"))
          .add("test_tool_with_progress", "run_talker", Map.of("task", "Talk."));
      new ConformanceTools(bed, PATIENCE)
          .add("test_elicitation", "run_asker", Map.of("task", "Ask."));

      NodePackages.Run run =
          suite(
              "server",
              "--url",
              "http://127.0.0.1:%s/mcp"
                  .formatted(bed.bean(Environment.class).getProperty("local.server.port")),
              "--expected-failures",
              NPM.resolve("conformance-expected-failures.yml").toString());
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
  }

  private static Screenplay screenplay() {
    return Screenplay.role("greeter")
        .on(When.ALWAYS)
        .reply("Good morning.")
        .role("talker")
        .on(When.turn(0))
        .delay(SEEN)
        .reply(Reply.call("nobody_has_it", Map.of()))
        .on(When.turn(1))
        .delay(SEEN)
        .reply("Well said.")
        .role("asker")
        .on(When.turn(0))
        .reply(Reply.call("ask_human", Map.of("question", "Which colour?")))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"initialize", "tools_call"})
  void shouldCallAsTheProtocolSays(String scenario) throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(
        java,
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"%s\" %s"
            .formatted(System.getProperty("java.class.path"), ConformanceClient.class.getName()));

    NodePackages.Run run =
        suite(
            "client",
            "--scenario",
            scenario,
            "--command",
            Path.of(System.getProperty("java.home"), "bin", "java") + " @" + java);

    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .planning(Planning.NEVER)
        .instructions("You " + name);
  }

  private NodePackages.Run suite(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "--import",
                NPM.resolve("conformance.mjs").toUri().toString(),
                NodePackages.script("@modelcontextprotocol/conformance/dist/index.js")));
    command.addAll(List.of(arguments));
    return NodePackages.run(folder, command);
  }
}
