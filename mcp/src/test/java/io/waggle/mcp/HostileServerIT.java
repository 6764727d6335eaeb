package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waggle.invocation.Secrets;
import io.waggle.invocation.ToolRunner;
import io.waggle.invocation.ToolThreads;
import io.waggle.mcp.McpProperties.PinMode;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.RetryableToolException;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An MCP server that dies, hangs, answers too much, changes what it says. */
class HostileServerIT {
  @TempDir Path folder;

  @Test
  void shouldCallAToolAndHandItTheIdempotencyKey() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      String answer = Hostile.call(bad.open(), "pay", "{\"cents\":5}");

      assertThat(answer).isEqualTo("Paid 5 cents.");
      assertThat(bad.story()).containsExactly("pay key-1");
    }
  }

  /**
   * It acted, and nobody knows: what may act only once is in doubt. The next call starts it anew.
   */
  @Test
  void shouldNotKnowWhatADeadServerDidAndStartItAnew() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      McpServers servers = bad.open();

      ToolRunner.Outcome outcome = run(servers.tool("bad", "die"));

      assertThat(outcome).isInstanceOf(ToolRunner.Threw.class);
      assertThat(((ToolRunner.Threw) outcome).text()).contains("ended with exit code 7");
      assertThat(Hostile.call(servers, "pay", "{\"cents\":1}")).isEqualTo("Paid 1 cents.");
      assertThat(bad.story()).containsExactly("die key-1", "pay key-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "freeze"})
  void shouldGiveUpOnAServerThatHangsAndStartItAnewIfItDoesNotEvenListen(String tool)
      throws Exception {
    try (Hostile bad = Hostile.overPipes(folder).with("timeout", "PT1S")) {
      McpServers servers = bad.open();

      assertThat(run(servers.tool("bad", tool))).isInstanceOf(ToolRunner.Interrupted.class);
      assertThat(Hostile.call(servers, "pay", "{\"cents\":1}")).isEqualTo("Paid 1 cents.");
    }
  }

  /** With 50 MB the worker is not asked for more memory than the setting says. */
  @Test
  void shouldDropAnAnswerThatIsTooLargeAndSayThatTheCallWasCarriedOut() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      McpServers servers = bad.open();

      assertThat(Hostile.call(servers, "huge", "{\"megabytes\":50}"))
          .contains("was carried out", "52,428,9");
      assertThat(Hostile.call(servers, "huge", "{\"megabytes\":1}"))
          .hasSizeBetween(99_900, 100_000)
          .endsWith("characters; ask for less at a time]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "sse"})
  void shouldDropAnAnswerOverHttpThatIsTooLarge(String form) throws Exception {
    try (Hostile bad = Hostile.overHttp(folder, form)) {
      McpServers servers = bad.open();

      assertThat(Hostile.call(servers, "huge", "{\"megabytes\":50}")).contains("was carried out");
      assertThat(Hostile.call(servers, "pay", "{\"cents\":1}")).isEqualTo("Paid 1 cents.");
    }
  }

  /** Nothing was sent: the engine tries again, and then it works. */
  @Test
  void shouldTryAgainWhereAServerOverHttpIsAway() throws Exception {
    try (Hostile bad = Hostile.overHttp(folder)) {
      McpServers servers = bad.open();
      assertThat(Hostile.call(servers, "pay", "{\"cents\":1}")).isEqualTo("Paid 1 cents.");
      int port = bad.properties(PinMode.NEVER).servers().get("bad").url().getPort();

      bad.kill();
      assertThatExceptionOfType(RetryableToolException.class)
          .isThrownBy(() -> Hostile.call(servers, "pay", "{\"cents\":2}"));

      bad.serve(port);
      assertThat(Hostile.call(servers, "pay", "{\"cents\":3}")).isEqualTo("Paid 3 cents.");
      assertThat(bad.story()).hasSize(2);
    }
  }

  @Test
  void shouldNotKnowWhatAServerOverHttpDidThatDiesInTheMiddle() throws Exception {
    try (Hostile bad = Hostile.overHttp(folder)) {
      assertThat(run(bad.open().tool("bad", "die"))).isInstanceOf(ToolRunner.Threw.class);
    }
  }

  @Test
  void shouldSayThatAServerRefusesTheWorker() throws Exception {
    try (Hostile bad = Hostile.overHttp(folder)) {
      bad.open();
      McpServers servers = bad.with("headers.Authorization", "Bearer forged-token").open();

      ToolRunner.Outcome outcome = run(servers.tool("bad", "pay"));

      assertThat(outcome.toString()).contains("401").doesNotContain("forged-token");
      assertThat(bad.story()).isEmpty();
    }
  }

  /** The tool has answered: there is nothing to ask a person. */
  @ParameterizedTest
  @CsvSource({"refuse, There is no such account.", "break, It broke"})
  void shouldReadAnErrorOfATool(String tool, String text) throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      McpServers servers = bad.open();

      assertThatExceptionOfType(NothingDoneException.class)
          .isThrownBy(() -> Hostile.call(servers, tool, "{}"))
          .withMessageContaining(text);
    }
  }

  @Test
  void shouldNotTakeAnInnerErrorOfTheServerForARefusal() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      McpServers servers = bad.open();

      assertThatExceptionOfType(Failures.LostAnswerException.class)
          .isThrownBy(() -> Hostile.call(servers, "break", "{\"code\":-32603}"));
    }
  }

  @Test
  void shouldDescribeWhatIsNoText() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder)) {
      assertThat(Hostile.call(bad.open(), "picture", "{}"))
          .isEqualTo("[image, image/png, 3 bytes, not shown]\nA dot.");
    }
  }

  /** Keys of the worker are none of a server's business. */
  @Test
  void shouldHandNoEnvironmentOn() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder).with("env[2]", "TOKEN=secret-token")) {
      String environment = Hostile.call(bad.open(), "environment", "{}");

      assertThat(McpJson.MAPPER.readTree(environment).fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("PATH", "HOME", "STORY", "OTHER", "TOKEN");
    }
  }

  @Test
  void shouldKnowKeysAsSecrets() throws Exception {
    try (Hostile bad = Hostile.overPipes(folder).with("env[2]", "TOKEN=secret-token")) {
      assertThat(bad.open().secrets()).contains("secret-token");
    }
    Hostile http = Hostile.overHttp(folder);
    try (http) {
      assertThat(http.open().secrets()).contains("let-me-in", "Bearer let-me-in");
    }
  }

  @Test
  void shouldEndTheProcessWithTheWorker() throws Exception {
    List<ProcessHandle> children;
    try (Hostile bad = Hostile.overPipes(folder)) {
      Hostile.call(bad.open(), "pay", "{\"cents\":1}");
      children = ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
      assertThat(children).isNotEmpty();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  private static ToolRunner.Outcome run(ToolDefinition tool) {
    return new ToolRunner(Secrets.NONE, new ToolThreads(4))
        .run(
            tool,
            McpJson.MAPPER.createObjectNode(),
            new ToolCallContext("key-1", "run-1", "tester"));
  }
}
