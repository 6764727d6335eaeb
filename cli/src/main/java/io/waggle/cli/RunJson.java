package io.waggle.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.waggle.client.CallingProcess;
import io.waggle.client.DeployedModel;
import io.waggle.client.ElementStatus;
import io.waggle.client.GateStatus;
import io.waggle.client.GateTask;
import io.waggle.client.IncidentStatus;
import io.waggle.client.ProcessStatus;
import io.waggle.client.RunHandle;
import io.waggle.client.RunResult;
import io.waggle.client.RunState;
import io.waggle.client.RunStatus;
import io.waggle.client.StepState;
import io.waggle.client.StepStatus;
import io.waggle.client.ToolCallStatus;
import io.waggle.client.UndoStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --json} prints. Keys are texts, for they do not fit the numbers of JavaScript and jq;
 * times are ISO 8601; enums are written in lower case.
 */
final class RunJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .addMixIn(RunStatus.class, StatusShape.class)
          .addMixIn(RunResult.class, Keyed.class)
          .addMixIn(ElementStatus.class, Keyed.class)
          .addMixIn(ToolCallStatus.class, Keyed.class)
          .addMixIn(UndoStatus.class, Keyed.class)
          .addMixIn(IncidentStatus.class, IncidentShape.class)
          .addMixIn(StepStatus.class, StepShape.class)
          .addMixIn(GateStatus.class, GateShape.class)
          .addMixIn(GateTask.class, TaskShape.class)
          .addMixIn(CallingProcess.class, Keyed.class)
          .addMixIn(ProcessStatus.class, Keyed.class)
          .addMixIn(ProcessStatus.Instance.class, Keyed.class)
          .addMixIn(DeployedModel.class, Keyed.class)
          .addMixIn(DeployedModel.Kind.class, LowerCase.class)
          .addMixIn(RunState.class, LowerCase.class)
          .addMixIn(StepState.class, LowerCase.class)
          .build();

  private RunJson() {}

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A run that was started, as it is printed. */
  static Map<String, @Nullable Object> started(RunHandle run, String agent) {
    Map<String, @Nullable Object> started = new LinkedHashMap<>();
    started.put("id", run.id());
    started.put("key", Long.toString(run.key()));
    started.put("agent", agent);
    started.put("link", run.link().orElse(null));
    return started;
  }

  interface Keyed {
    @JsonSerialize(using = ToStringSerializer.class)
    long key();
  }

  interface StatusShape extends Keyed {
    @JsonProperty
    String standing();

    @JsonProperty
    boolean paused();
  }

  interface IncidentShape extends Keyed {
    @JsonSerialize(using = ToStringSerializer.class)
    long instanceKey();
  }

  interface GateShape extends Keyed {
    @JsonSerialize(using = ToStringSerializer.class)
    @Nullable Long task();
  }

  interface TaskShape extends Keyed {
    @JsonSerialize(using = ToStringSerializer.class)
    long gate();
  }

  interface StepShape {
    @JsonSerialize(using = ToStringSerializer.class)
    @Nullable Long key();
  }

  @JsonSerialize(using = LowerCaseSerializer.class)
  interface LowerCase {}
}
