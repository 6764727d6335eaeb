package io.waggle.files;

/**
 * A change to a part of a text.
 *
 * @param before the whole text as it is
 * @param after the whole text as it would be
 * @param places how many places change
 */
record Edit(String before, String after, int places) {

  /**
   * @param name of the file, for messages
   * @param oldText must stand in it exactly once, unless {@code all} places are to be changed
   * @throws FileToolException if it does not, or the file would be too large
   */
  static Edit of(String name, String text, String oldText, String newText, boolean all) {
    if (oldText.isEmpty()) {
      throw new FileToolException("oldText is empty; write_file makes a new file.");
    }
    Occurrences occurrences = new Occurrences(oldText);
    int places = occurrences.count(text);
    if (places == 0) {
      throw new FileToolException(
          "'%s' has no such text; read it again, spaces and line breaks count.".formatted(name));
    }
    if (places > 1 && !all) {
      throw new FileToolException(
          "'%s' has that text in %d places; give more of what is around it, or set all."
              .formatted(name, places));
    }
    long length = text.length() + (long) places * (newText.length() - oldText.length());
    if (length > TextFiles.MAX_BYTES) {
      throw new FileToolException(
          "'%s' would have %,d characters; files of up to %,d bytes can be written."
              .formatted(name, length, TextFiles.MAX_BYTES));
    }
    return new Edit(text, occurrences.replaced(text, newText), places);
  }
}
