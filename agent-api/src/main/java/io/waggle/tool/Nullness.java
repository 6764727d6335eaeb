package io.waggle.tool;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;

/** Sees {@code @Nullable}, whichever library it is from. */
final class Nullness {
  private Nullness() {}

  static boolean isNullable(Parameter parameter) {
    return has(parameter) || has(parameter.getAnnotatedType());
  }

  static boolean isNullable(Field field) {
    return has(field) || has(field.getAnnotatedType());
  }

  private static boolean has(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }
}
