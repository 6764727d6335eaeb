package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** A tool that is a Java method. */
final class MethodTool implements ToolDefinition.Body {
  private final Object holder;
  private final Method method;
  private final List<ToolParameter> parameters;

  MethodTool(Object holder, Method method, List<ToolParameter> parameters) {
    this.holder = holder;
    this.method = method;
    this.parameters = List.copyOf(parameters);
    method.setAccessible(true);
  }

  @Override
  public String call(JsonNode arguments, ToolCallContext context) throws Exception {
    Object[] values = new Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.get(i).value(arguments, context);
    }
    try {
      return ToolJson.text(method.invoke(holder, values));
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
