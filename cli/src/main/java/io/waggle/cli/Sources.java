package io.waggle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Texts from the command line, from files, from standard input. */
final class Sources {
  private static final String STANDARD_INPUT = "-";

  /**
   * More than any task or input may have; a file that was meant otherwise is not read into memory.
   */
  private static final int MOST = 16 * 1024 * 1024;

  private final Console console;

  Sources(Console console) {
    this.console = console;
  }

  /** Exactly one of the two. */
  String task(@Nullable String typed, @Nullable String file) {
    if (typed != null && file != null) {
      throw new IllegalArgumentException("Give the task as text or as --file, not both.");
    }
    if (file != null) {
      return read(file);
    }
    if (typed == null) {
      throw new IllegalArgumentException(
          "The task is missing; give it as text or as --file, - for the standard input.");
    }
    return typed;
  }

  /** {@code @file} means the file's text. */
  String textOrFile(String typed) {
    return typed.startsWith("@") ? read(typed.substring(1)) : typed;
  }

  /** The whole text of a file; {@code -} is the standard input. */
  String read(String file) {
    try (InputStream in =
        file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST);
      return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException("There is no file '%s'.".formatted(file), missing);
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException(
          "The file '%s' is not UTF-8 text.".formatted(file), notText);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The file '%s' cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
    }
  }
}
