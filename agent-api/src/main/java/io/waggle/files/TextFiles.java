package io.waggle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes whole text files below a {@link Root}, within limits. */
final class TextFiles {
  /** Bytes of a file at the most, read or written. */
  static final int MAX_BYTES = 1_000_000;

  private final Root root;

  TextFiles(Root root) {
    this.root = root;
  }

  String read(Path file) throws IOException {
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
  void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new FileToolException(
          "The text has %,d bytes; files of up to %,d can be written."
              .formatted(bytes.length, MAX_BYTES));
    }
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new FileToolException("'%s' is a folder.".formatted(root.show(file)));
    }
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".waggle-", ".tmp");
    try {
      Files.write(draft, bytes);
      replace(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void replace(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException unusualFileSystem) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
