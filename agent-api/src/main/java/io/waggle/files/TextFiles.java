package io.waggle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Reads and writes whole text files below a {@link Root}, within limits. */
final class TextFiles {
  /** Bytes of a file at the most, read or written. */
  static final int MAX_BYTES = 1_000_000;

  private final Root root;

  TextFiles(Root root) {
    this.root = root;
  }

  String read(Path file) {
    try {
      return text(file);
    } catch (IOException refused) {
      throw new FileToolException(
          "'%s' cannot be read: %s.".formatted(root.show(file), reason(refused)), refused);
    }
  }

  private String text(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileToolException("There is no file '%s'.".formatted(root.show(file)));
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileToolException("'%s' is not a file.".formatted(root.show(file)));
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new FileToolException(
          "'%s' has %,d bytes; files of up to %,d can be read."
              .formatted(root.show(file), Files.size(file), MAX_BYTES));
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException binary) {
      throw new FileToolException("'%s' is not a text in UTF-8.".formatted(root.show(file)));
    }
  }

  /** Replaces the file at once: whoever reads it sees the old text or the new one, never a part. */
  void write(Path file, String text) {
    long size = size(text);
    if (size > MAX_BYTES) {
      throw new FileToolException(
          "The text has %,d bytes; files of up to %,d can be written.".formatted(size, MAX_BYTES));
    }
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new FileToolException("'%s' is a folder.".formatted(root.show(file)));
    }
    try {
      Files.createDirectories(folder);
      replace(folder, file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw new FileToolException(
          "'%s' cannot be written: %s.".formatted(root.show(file), reason(refused)), refused);
    }
  }

  private static long size(String text) {
    return text.codePoints().mapToLong(TextFiles::size).sum();
  }

  private static int size(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  private static String reason(IOException refused) {
    return switch (refused) {
      case AccessDeniedException denied -> "that is not allowed";
      case FileAlreadyExistsException exists -> "a part of its path is a file";
      case NotDirectoryException file -> "a part of its path is a file";
      default -> refused.getClass().getSimpleName();
    };
  }

  /** The file keeps its mode; that of a new one is as for any other of this process. */
  private static void replace(Path folder, Path file, byte[] bytes) throws IOException {
    FileMode mode = FileMode.of(file);
    Path draft = folder.resolve(".waggle-%s.tmp".formatted(UUID.randomUUID()));
    try {
      mode.create(draft);
      Files.write(draft, bytes);
      mode.set(draft);
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException unusualFileSystem) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
