package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.check.SchemaDefaults;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A tool that is a Java method. */
final class MethodTool implements ToolDefinition.Body {
  private final Object holder;
  private final Method method;
  private final ParameterSchema parameters;

  MethodTool(Object holder, Method method, ParameterSchema parameters) {
    this.holder = holder;
    this.method = method;
    this.parameters = parameters;
    method.setAccessible(true);
  }

  @Override
  public String call(JsonNode arguments, ToolCallContext context) throws Exception {
    return ToolJson.text(value(arguments, context));
  }

  /** What the method returns. */
  @Nullable Object value(JsonNode arguments, ToolCallContext context) throws Exception {
    JsonNode complete = arguments.deepCopy();
    SchemaDefaults.complete(complete, parameters.schema());
    Object[] values =
        parameters.parameters().stream()
            .map(parameter -> parameter.value(complete, context))
            .toArray();
    try {
      return method.invoke(holder, values);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    }
  }

  private static Exception unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof Exception exception ? exception : e;
  }

  /** {@code Holder.method}, for messages. */
  @Override
  public String toString() {
    return name(method);
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
