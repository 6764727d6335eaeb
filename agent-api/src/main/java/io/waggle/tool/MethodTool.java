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
    Object value = value(arguments, context);
    return method.getReturnType() == void.class ? ResultText.DONE : ResultText.of(value);
  }

  /** What the method returns. */
  @Nullable Object value(JsonNode arguments, ToolCallContext context) throws Exception {
    Object[] values = values(arguments, context);
    try {
      return method.invoke(holder, values);
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    }
  }

  private @Nullable Object[] values(JsonNode arguments, ToolCallContext context) {
    JsonNode complete = arguments.deepCopy();
    SchemaDefaults.complete(complete, parameters.schema());
    try {
      return parameters.parameters().stream()
          .map(parameter -> parameter.value(complete, context))
          .toArray();
    } catch (RuntimeException unreadable) {
      throw new NothingDoneException(String.valueOf(unreadable.getMessage()), unreadable);
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
