package io.waggle.tool;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods that a tool names besides itself: its look-up, its undo and its preview. */
final class ToolCompanions {
  private final Object holder;
  private final ParameterSchema tool;
  private final ToolProblems problems;

  /**
   * @param tool the parameters of the tool itself
   */
  ToolCompanions(Object holder, ParameterSchema tool, ToolProblems problems) {
    this.holder = holder;
    this.tool = tool;
    this.problems = problems;
  }

  @Nullable LookUp lookUp(Tool annotation) {
    if (annotation.lookUp().isEmpty()) {
      return null;
    }
    if (annotation.effect() != Effect.ONCE) {
      throw problems.wrong(
          "it has a look-up, which only a tool with the effect ONCE needs: others run again.");
    }
    Method method = find("look-up", annotation.lookUp());
    if (method.getReturnType() != Optional.class) {
      throw problems.wrong(
          "its look-up '%s' must return an Optional: the call's result, empty if it did not happen."
              .formatted(method.getName()));
    }
    MethodTool body = new MethodTool(holder, method, parameters("look-up", method));
    return (arguments, context) -> {
      Optional<?> found = (Optional<?>) body.value(arguments, context);
      if (found == null) {
        throw new IllegalStateException(method.getName() + " returned null");
      }
      return found.isEmpty() ? Optional.empty() : Optional.of(ResultText.of(found.get()));
    };
  }

  ToolDefinition.@Nullable Body undo(Tool annotation) {
    if (annotation.undo().isEmpty()) {
      return null;
    }
    if (annotation.effect() == Effect.READ) {
      throw problems.wrong("it has an undo, but the effect READ: there is nothing to undo.");
    }
    Method method = find("undo", annotation.undo());
    return new MethodTool(holder, method, parameters("undo", method));
  }

  ToolDefinition.@Nullable Body preview(Tool annotation) {
    if (annotation.preview().isEmpty()) {
      return null;
    }
    if (annotation.effect() == Effect.READ) {
      throw problems.wrong("it has a preview, but the effect READ: there is nothing to preview.");
    }
    Method method = find("preview", annotation.preview());
    return new MethodTool(holder, method, parameters("preview", method));
  }

  private Method find(String role, String name) {
    List<Method> found = new ArrayList<>();
    Class<?> type = ToolMethods.written(holder.getClass());
    for (Class<?> c = type; c != null && c != Object.class && found.isEmpty(); ) {
      Arrays.stream(c.getDeclaredMethods())
          .filter(method -> method.getName().equals(name) && !method.isBridge())
          .forEach(found::add);
      c = c.getSuperclass();
    }
    if (found.size() != 1) {
      throw problems.wrong(
          "its %s names '%s', of which %s has %s: name a method that is there once."
              .formatted(
                  role, name, type.getSimpleName(), found.isEmpty() ? "none" : found.size()));
    }
    Method method = found.getFirst();
    if (Modifier.isPrivate(method.getModifiers())) {
      throw problems.wrong(
          "its %s '%s' is private: make it public or package-private.".formatted(role, name));
    }
    return method;
  }

  /** Arguments are completed with the tool's own defaults, not with the companion's. */
  private ParameterSchema parameters(String role, Method method) {
    ParameterSchema own = ParameterSchema.of(new ToolProblems(problems.tool(), method));
    for (ToolParameter parameter : own.parameters()) {
      boolean known =
          parameter.injected()
              || tool.parameters().stream()
                  .anyMatch(
                      other ->
                          other.name().equals(parameter.name())
                              && other.type().equals(parameter.type()));
      if (!known) {
        throw problems.wrong(
            "its %s '%s' has a parameter '%s' that the tool has not, or of another type."
                .formatted(role, method.getName(), parameter.name()));
      }
    }
    return new ParameterSchema(own.parameters(), tool.schema());
  }
}
