package io.waggle.crashtest;

/** What is killed. */
public enum Victim {
  /** The only worker process; another one is started in its place. */
  WORKER,
  /** The Zeebe broker; it is started again on its data, while the worker lives on. */
  BROKER
}
