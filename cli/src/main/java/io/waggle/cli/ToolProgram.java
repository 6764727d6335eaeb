package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.client.ServedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that does jobs: it is given the job's variables, JSON, as standard input, and what it
 * writes is the result.
 */
final class ToolProgram {
  /** Bytes of a result that go into a process; the engine takes few more. */
  private static final int MOST = 256 * 1024;

  /** Bytes of what a program complains of that a model reads. */
  private static final int COMPLAINT = 2_000;

  /** As in sysexits.h: it may go well later. */
  private static final int TRY_AGAIN = 75;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final List<String> command;
  private final Duration timeout;

  /**
   * @param command the program and its arguments
   * @param timeout after which it is killed
   */
  ToolProgram(List<String> command, Duration timeout) {
    this.command = List.copyOf(command);
    this.timeout = timeout;
  }

  ServedJob.Answer run(ServedJob job) throws IOException, InterruptedException {
    JsonNode variables = MAPPER.readTree(job.variables());
    Path folder = Files.createTempDirectory("waggle-job");
    Path in = folder.resolve("in");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    try {
      Files.writeString(in, job.variables());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder
          .environment()
          .put("WAGGLE_IDEMPOTENCY_KEY", variables.path("idempotencyKey").asText());
      builder.environment().put("WAGGLE_JOB_KEY", Long.toString(job.key()));
      return answer(builder.start(), out, err);
    } finally {
      for (Path file : List.of(in, out, err, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private ServedJob.Answer answer(Process process, Path out, Path err)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return error(
            "ERROR: the tool did not end within %s. Whether it took effect is not known."
                .formatted(timeout));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    int code = process.exitValue();
    if (code == 0) {
      return Files.size(out) > MOST
          ? error("ERROR: the tool wrote more than %,d bytes.".formatted(MOST))
          : variable("result", value(beginning(out, MOST)));
    }
    String complaint = beginning(Files.size(err) > 0 ? err : out, COMPLAINT);
    String why = "the tool ended with exit code %d: %s".formatted(code, complaint);
    return code == TRY_AGAIN ? new ServedJob.Failed(why, PAUSE) : error("ERROR: " + why);
  }

  private static ServedJob.Answer error(String text) {
    return variable("toolError", MAPPER.getNodeFactory().textNode(text));
  }

  private static ServedJob.Done variable(String name, JsonNode value) {
    return new ServedJob.Done(MAPPER.createObjectNode().set(name, value).toString());
  }

  private static String beginning(Path file, int most) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(most), StandardCharsets.UTF_8).strip();
    }
  }

  /** What is no JSON is a text. */
  private static JsonNode value(String written) {
    try {
      JsonNode value = MAPPER.readTree(written);
      return value.isMissingNode() ? MAPPER.getNodeFactory().textNode(written) : value;
    } catch (JsonProcessingException text) {
      return MAPPER.getNodeFactory().textNode(written);
    }
  }
}
