package io.waggle.embedded;

/**
 * How much an embedded engine has written.
 *
 * @param records of all kinds
 * @param bytes of these
 */
public record LogSize(long records, long bytes) {

  /**
   * @param earlier of the same engine
   * @return what was written since
   */
  public LogSize since(LogSize earlier) {
    return new LogSize(records - earlier.records, bytes - earlier.bytes);
  }
}
