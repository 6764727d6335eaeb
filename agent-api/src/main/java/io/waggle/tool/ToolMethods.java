package io.waggle.tool;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.waggle.llm.ToolDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Makes tools of the methods that are annotated {@link Tool}. */
public final class ToolMethods {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private ToolMethods() {}

  /**
   * @param holder an object with methods annotated {@link Tool}, inherited ones included, none of
   *     them private
   * @return its tools, by name
   * @throws DefinitionException if there is none, or one of them is faulty
   */
  public static List<ToolDefinition> of(Object holder) {
    Class<?> type = written(holder.getClass());
    if (holder instanceof Class<?> given) {
      throw new DefinitionException(
          "%s is a class: give an instance of it.".formatted(given.getSimpleName()));
    }
    var tools = new LinkedHashMap<String, ToolDefinition>();
    for (Method method : methods(type)) {
      var tool = tool(holder, method);
      var other = tools.putIfAbsent(tool.name(), tool);
      if (other != null) {
        throw new DefinitionException(
            "two tools are named '%s', %s and %s; rename one with @Tool(name = …)."
                .formatted(tool.name(), other.body(), tool.body()));
      }
    }
    if (tools.isEmpty()) {
      throw new DefinitionException(
          "%s has no method that is annotated @Tool.".formatted(type.getSimpleName()));
    }
    return tools.values().stream().sorted(Comparator.comparing(ToolDefinition::name)).toList();
  }

  /**
   * @return whether objects of this class have any tool
   */
  public static boolean isHolder(Class<?> type) {
    return !methods(written(type)).isEmpty();
  }

  /**
   * The class as its author wrote it. A proxy of Spring's, as any that CGLIB makes, is a subclass
   * with {@code $$} in its name that overrides the methods without their annotations.
   */
  static Class<?> written(Class<?> type) {
    Class<?> upper = type.getSuperclass();
    return type.getName().contains("$$") && upper != null && upper != Object.class ? upper : type;
  }

  private static List<Method> methods(Class<?> type) {
    var found = new ArrayList<Method>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      Arrays.stream(c.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Tool.class) && !method.isBridge())
          .filter(method -> found.stream().noneMatch(other -> overrides(other, method)))
          .sorted(Comparator.comparing(Method::toString))
          .forEach(found::add);
    }
    return found;
  }

  private static boolean overrides(Method lower, Method upper) {
    return lower.getName().equals(upper.getName())
        && Arrays.equals(lower.getParameterTypes(), upper.getParameterTypes());
  }

  private static ToolDefinition tool(Object holder, Method method) {
    var annotation = method.getAnnotation(Tool.class);
    String name =
        annotation.name().isEmpty()
            ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(method.getName())
            : annotation.name();
    var problems = new ToolProblems(name, method);
    if (!NAME.matcher(name).matches()) {
      throw problems.wrong("its name must be 1 to 64 of a-z, A-Z, 0-9, '_' and '-'.");
    }
    if (annotation.description().isBlank()) {
      throw problems.wrong("it has no description: the model decides by it.");
    }
    if (Modifier.isPrivate(method.getModifiers())) {
      throw problems.wrong("the method is private: make it public or package-private.");
    }
    checkReturnType(method, problems);
    var parameters = ParameterSchema.of(problems);
    var companions = new ToolCompanions(holder, parameters, problems);
    return new ToolDefinition(
        new ToolDeclaration(name, annotation.description().strip(), parameters.schema()),
        annotation.effect(),
        timeout(annotation, problems),
        new MethodTool(holder, method, parameters),
        companions.lookUp(annotation),
        companions.undo(annotation),
        settlesWithin(annotation, problems),
        companions.preview(annotation),
        false);
  }

  private static void checkReturnType(Method method, ToolProblems problems) {
    if (Future.class.isAssignableFrom(method.getReturnType())) {
      throw problems.wrong("it returns a Future: return the value, tools may block their thread.");
    }
    new ReturnTypes()
        .problem(ToolJson.MAPPER.constructType(method.getGenericReturnType()))
        .ifPresent(
            problem -> {
              throw problems.wrong("it returns %s.".formatted(problem));
            });
  }

  private static Duration timeout(Tool annotation, ToolProblems problems) {
    Duration timeout = duration("timeout", annotation.timeout(), problems);
    if (!timeout.isPositive()) {
      throw problems.wrong(
          "its timeout '%s' must be more than nothing.".formatted(annotation.timeout()));
    }
    return timeout;
  }

  private static Duration settlesWithin(Tool annotation, ToolProblems problems) {
    Duration time = duration("settlesWithin", annotation.settlesWithin(), problems);
    if (time.isNegative()) {
      throw problems.wrong(
          "its settlesWithin '%s' must not be less than nothing."
              .formatted(annotation.settlesWithin()));
    }
    return time;
  }

  private static Duration duration(String name, String value, ToolProblems problems) {
    try {
      return Duration.parse(value);
    } catch (DateTimeException e) {
      throw problems.wrong(
          "its %s '%s' is no ISO 8601 duration: write for example PT30S or PT5M."
              .formatted(name, value));
    }
  }
}
