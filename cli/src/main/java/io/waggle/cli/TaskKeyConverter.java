package io.waggle.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the key of a user task. */
final class TaskKeyConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notAKey) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a task's key; a key is a number such as 2251799813685300, see 'waggle tasks'");
    }
  }
}
