package io.waggle.journal;

/**
 * Where in which run a job is: its key in the journal. It stays the same whatever engine has the
 * run, however often the job is tried, and whatever key the engine gives it.
 *
 * @param run name of the run at the top
 * @param path of the job in it, see {@link Paths}
 */
public record JobAddress(String run, String path) {

  /**
   * @return how people and other systems name the job
   */
  @Override
  public String toString() {
    return run + "/" + path;
  }
}
