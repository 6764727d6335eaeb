package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.cli.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkCommandTest {
  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  private JsonNode started() throws Exception {
    return json.readTree(shell.gateway.started().getLast().getVariables());
  }

  @Test
  void shouldForkARunWithNothingOther() throws Exception {
    Ran ran =
        shell.type(
            "fork",
            "refund-4711",
            "--at",
            "p1/s2/t3",
            "--agent",
            "refunds",
            "--id",
            "again",
            "--as",
            "ada");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("again" + System.lineSeparator());
    assertThat(started())
        .isEqualTo(
            json.readTree(
                """
                {"agent": "refunds", "runId": "again",
                 "fork": {"of": "refund-4711", "at": "p1/s2/t3", "by": "ada"}}"""));
  }

  @Test
  void shouldSayWhatIsOther(@TempDir Path folder) throws Exception {
    Path invoice = Files.writeString(folder.resolve("invoice.txt"), "Paid.\n");

    shell.type(
        "fork",
        "refund-4711",
        "--at",
        "p1/s2/t3/c1",
        "--agent",
        "refunds",
        "--as",
        "ada",
        "--result",
        "@" + invoice,
        "--say",
        "Be brief.",
        "--model",
        "openai:gpt-5",
        "--instructions",
        "Look twice.");

    assertThat(started().path("fork"))
        .isEqualTo(
            json.readTree(
                """
                {"of": "refund-4711", "at": "p1/s2/t3/c1", "result": "Paid.\\n",
                 "guidance": "Be brief.", "model": "openai:gpt-5", "instructions": "Look twice.",
                 "by": "ada"}"""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "It is paid. | \"It is paid.\"",
        "42 | \"42\"",
        "{\"text\": \"I look.\", \"calls\": []} | {\"text\": \"I look.\", \"calls\": []}"
      })
  void shouldTakeAnAnswerAsATextOrWithCalls(String typed, String answer) throws Exception {
    shell.type("fork", "refund-4711", "--at", "p1/s2/t3", "--agent", "refunds", "--answer", typed);

    assertThat(started().at("/fork/answer")).isEqualTo(json.readTree(answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fork refund-4711 --agent refunds|--at",
        "fork refund-4711/p1/s1/t1/c1 --at p1 --agent refunds|is not a run's name",
        "fork ä --at p1 --agent refunds|is not a run's name",
        "fork refund-4711 --at p1 --agent refunds --id a/b|is not a run's name",
        "fork refund-4711 --at p1 --agent Refunds|is not an agent's name"
      })
  void shouldRefuseWhatCannotBeUsed(String typed, String sentence) {
    Ran ran = shell.type(typed.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("waggle: ").contains(sentence).doesNotContain("\tat ");
    assertThat(shell.gateway.started()).isEmpty();
  }
}
