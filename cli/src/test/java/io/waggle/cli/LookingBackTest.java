package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.waggle.cli.Shell.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read what runs did from a worker. */
class LookingBackTest {
  private static final String JOB =
      """
      {"path":"%s","kind":"%s","agent":"%s","state":"%s","epoch":1,"begun":"2026-11-28T10:00:0%d.5Z",
       "recorded":"2026-11-28T10:00:0%d.9Z","preview":"%s","digest":"%s","definition":"%s",
       "usage":{"llmCalls":1,"toolCalls":0,"inputTokens":352,"outputTokens":8}}""";

  private final Shell shell = new Shell();
  private HttpServer worker;

  @AfterEach
  void close() {
    if (worker != null) {
      worker.stop(0);
    }
    shell.close();
  }

  private Ran type(Map<String, String> pages, String... words) throws IOException {
    worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    worker.createContext(
        "/actuator/",
        exchange -> {
          String asked = exchange.getRequestURI().toString().substring("/actuator/".length());
          String page = pages.get(asked);
          byte[] bytes =
              (page == null ? "{\"problem\":\"This worker's journal has no run.\"}" : page)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    worker.start();
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--worker";
    all[words.length + 1] = "http://127.0.0.1:" + worker.getAddress().getPort();
    return shell.type(all);
  }

  private static String run(String id, String more, String... jobs) {
    return """
        {"id":"%s","agent":"clerk","state":"ended","epoch":1,"instance":"2251799813685249",
         "begun":"2026-11-28T10:00:00Z","ended":"2026-11-28T10:00:09Z",
         "usage":{"llmCalls":2,"toolCalls":1,"inputTokens":700,"outputTokens":16},"jobs":[%s]%s}"""
        .formatted(id, String.join(",", jobs), more);
  }

  private static String job(String path, String agent, String state, String preview) {
    return job(path, agent, state, preview, "d1", "a1");
  }

  private static String job(
      String path, String agent, String state, String preview, String digest, String definition) {
    int second = Math.abs(path.hashCode() % 9);
    return JOB.formatted(path, "think", agent, state, second, second, preview, digest, definition);
  }

  private static String whole(String answer, String instructions) {
    return """
        {"id":"r","job":{"path":"p1/s1/t1"},"definition":{"instructions":"%s"},"conversation":[],
         "leftOut":0,"texts":{"asked":"Pay.","answered":"%s"}}"""
        .formatted(instructions, answer);
  }

  @Test
  void shouldShowTheJobsOfARunAsATree() throws Exception {
    Ran ran =
        type(
            Map.of(
                "runs/refund-1",
                run(
                    "refund-1",
                    ",\"more\":4",
                    job("accept", "clerk", "recorded", "Pay what is open"),
                    job("p1/s1/t10", "clerk", "under way", ""),
                    job("p1/s1/t2", "clerk", "recorded", "Second"),
                    job("p1/s1/t2/c1/accept", "helper", "recorded", "Help\\u001b[31m")),
                "runs/refund-1?after=4",
                run("refund-1", "", job("p1", "clerk", "recorded", "A plan"))),
            "history",
            "refund-1");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("refund-1  clerk ended, 9.0s, 2 LLM calls, 700→16 tokens");
    assertThat(ran.out().lines().skip(1).map(line -> line.substring(line.indexOf("352→8 ") + 6)))
        .containsExactly(
            "✔ accept         Pay what is open",
            "✔ p1             A plan",
            "✔   s1/t2        Second",
            "✔     c1/accept  [helper]  Help [31m",
            "●   s1/t10       under way");
  }

  @Test
  void shouldShowTheRunOfASubAgentByItsAddress() throws Exception {
    Ran ran =
        type(
            Map.of(
                "runs/refund-1",
                run(
                    "refund-1",
                    "",
                    job("p1/s1/t2", "clerk", "recorded", "Asks"),
                    job("p1/s1/t2/c1/hand", "clerk", "recorded", "Help"),
                    job("p1/s1/t2/c1/accept", "helper", "recorded", "Help"),
                    job("p1/s1/t2/c1/answer", "helper", "recorded", "Helped"))),
            "history",
            "refund-1/p1/s1/t2/c1",
            "--json");

    assertThat(ran.out()).contains("\"agent\" : \"helper\"", "\"path\" : \"answer\"");
    assertThat(ran.out()).doesNotContain("hand", "p1/s1/t2\"", "2251799813685249");
  }

  @Test
  void shouldSayWhereTwoRunsDiffer() throws Exception {
    Ran ran =
        type(
            Map.of(
                "runs/one",
                run(
                    "one",
                    "",
                    job("accept", "clerk", "recorded", "Pay"),
                    job("p1/s1/t1", "clerk", "recorded", "Paid", "d1", "a1"),
                    job("p1/s1/t2", "clerk", "recorded", "Twice")),
                "runs/other",
                run(
                    "other",
                    "",
                    job("accept", "clerk", "recorded", "Pay"),
                    job("p1/s1/t1", "clerk", "recorded", "Not paid", "d2", "a2")),
                "runs/one/p1/s1/t1",
                whole("Paid", "Up to 100 EUR."),
                "runs/other/p1/s1/t1",
                whole("Not paid", "Up to 500 EUR.")),
            "diff",
            "one",
            "other");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("= accept", "≠ p1/s1/t1", "-Paid", "+Not paid", "- p1/s1/t2", "Twice")
        .contains("definition of clerk", "Up to 100 EUR.", "Up to 500 EUR.")
        .doesNotContain("Pay.");
  }

  @Test
  void shouldShowOneJobWhole() throws Exception {
    Ran ran = type(Map.of("runs/one/p1/s1/t1", whole("Paid\\nall", "")), "show", "one", "p1/s1/t1");

    assertThat(ran.out()).contains("asked", "  Pay.", "answered", "  Paid", "  all");
  }

  @Test
  void shouldWriteARunIntoAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("one.jsonl");

    Ran ran = type(Map.of("export/one", "{}\n{}\n"), "export", "one", "--to", file.toString());

    assertThat(ran.err()).contains("2 lines");
    assertThat(Files.readString(file)).isEqualTo("{}\n{}\n");
  }

  @Test
  void shouldSayThatThereIsNoSuchRun() throws Exception {
    Ran ran = type(Map.of(), "history", "nothing");

    assertThat(ran.code()).isEqualTo(ExitCode.NO_SUCH_RUN.code());
    assertThat(ran.err()).contains("This worker's journal has no run.");
  }

  @Test
  void shouldShowWhatAgentsRemember() throws IOException {
    String facts =
        """
        {"facts":[{"id":12,"text":"Likes\\u001b[2J tea.","run":"refund-1","writtenAt":"2026-11-22T10:00:00Z"}]}""";

    assertThat(
            type(
                    Map.of(
                        "memory",
                        "{\"memories\":[{\"agent\":\"clerk\",\"subject\":\"ada\",\"facts\":1200,\"lastWritten\":null}]}"),
                    "memory",
                    "list")
                .out())
        .contains("clerk  ada  1,200 facts");
    worker.stop(0);
    assertThat(
            type(
                    Map.of("memory/clerk?limit=50&subject=ada%20%26%20co&words=green%20tea", facts),
                    "memory",
                    "show",
                    "clerk",
                    "ada & co",
                    "--find",
                    "green tea")
                .out())
        .contains("12  2026-11-22T10:00:00Z  refund-1  Likes [2J tea.");
  }

  @Test
  void shouldEraseAMemoryOnlyWhereThatIsSaid() throws IOException {
    Map<String, String> pages =
        Map.of(
            "memory/clerk?lost=false&subject=ada",
            "{\"facts\":2,\"runs\":3}",
            "memory/clerk?lost=false&subject=ada&fact=12",
            "{\"facts\":1,\"runs\":2}");

    Ran asked = type(pages, "memory", "erase", "clerk", "ada");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("Nothing was erased: say --yes");
    worker.stop(0);
    assertThat(type(pages, "memory", "erase", "clerk", "ada", "--yes").out())
        .contains("Erased 2 facts, and the records of 3 runs.");
    worker.stop(0);
    assertThat(type(pages, "memory", "erase", "clerk", "ada", "--fact", "12", "--yes").out())
        .contains("Erased 1 facts, and the records of 2 runs.");
    worker.stop(0);
    Ran none = type(pages, "memory", "erase", "clerk", "bob", "--yes");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("This worker's journal has no run.");
  }
}
