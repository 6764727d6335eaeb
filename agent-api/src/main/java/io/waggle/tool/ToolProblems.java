package io.waggle.tool;

import java.lang.reflect.Method;

/**
 * Says what is wrong with a tool's method.
 *
 * @param tool the tool's name
 * @param method the method that it is
 */
record ToolProblems(String tool, Method method) {
  DefinitionException wrong(String what) {
    return new DefinitionException(
        "Tool '%s' (%s): %s".formatted(tool, MethodTool.name(method), what));
  }

  DefinitionException wrongParameter(String parameter, String what) {
    return wrong("parameter '%s' %s".formatted(parameter, what));
  }
}
