package io.waggle.modeler;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The forms, and what a run could hand them. */
final class SampleForms {
  static final String PLAN = "waggle-approve-plan";
  static final String TOOL_CALL = "waggle-approve-tool-call";
  static final String QUESTION = "waggle-answer-question";
  static final String IN_DOUBT = "waggle-resolve-in-doubt-call";
  static final String LIMIT = "waggle-extend-limit";
  static final List<String> ALL = List.of(PLAN, TOOL_CALL, QUESTION, IN_DOUBT, LIMIT);

  static final Path DATA = Repository.MODULE.resolve("form-data.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleForms() {}

  /** The form as it is deployed. */
  static String form(String id) {
    return read(Repository.ROOT.resolve("bpmn/src/main/resources/forms/" + id + ".form"));
  }

  /**
   * @return fresh ones, with nothing chosen yet
   */
  static Map<String, Object> variables(String id) {
    try {
      Map<String, Map<String, Object>> data = JSON.readValue(read(DATA), new TypeReference<>() {});
      Map<String, Object> variables = new LinkedHashMap<>(data.get(id));
      variables.remove("picked");
      inside(variables, "decision").keySet().removeAll(List.of("action", "answer"));
      return variables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the person is shown. */
  static Map<String, Object> shown(Map<String, Object> variables) {
    return inside(inside(variables, "question"), "shown");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> inside(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }

  /** The same with other texts, however deep they are. */
  static Object withTexts(Object value, UnaryOperator<String> change) {
    return switch (value) {
      case String text -> change.apply(text);
      case List<?> list -> list.stream().map(each -> withTexts(each, change)).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> changed = new LinkedHashMap<>();
        map.forEach(
            (name, each) -> changed.put(name, each == null ? null : withTexts(each, change)));
        yield changed;
      }
      default -> value;
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
