package io.waggle.crashtest;

/**
 * A place that a run passes, and where it can be made to stand still.
 *
 * @param name tells it from the others
 */
record Spot(String name) {
  /** A moment of a job. */
  static Spot job(String jobType, Moment moment) {
    return new Spot(jobType + " " + moment);
  }

  /**
   * The same of one job among several of its kind in a run.
   *
   * @param last of its path, such as {@code t2}
   */
  static Spot job(String jobType, String last, Moment moment) {
    return new Spot(jobType + " " + last + " " + moment);
  }

  /** The model was asked and has not answered yet. */
  static Spot call(String scene) {
    return new Spot("call " + scene);
  }

  /** A tool has asked for something that has not happened yet: the request is on its way. */
  static Spot request(String tool) {
    return new Spot("request " + tool);
  }

  /** What a tool does has happened, but the tool does not know it yet. */
  static Spot effect(String tool) {
    return new Spot("effect " + tool);
  }
}
