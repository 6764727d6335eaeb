package io.waggle.client;

/**
 * Something that the engine has because of a file.
 *
 * @param kind what it is
 * @param id by which it is started, called, evaluated or shown
 * @param version 1 for the first; the one that it had, where no file of the deployment has changed
 * @param key of this version
 * @param file its name, without folder
 */
public record DeployedModel(Kind kind, String id, int version, long key, String file) {
  /** What can be deployed. */
  public enum Kind {
    /** A process that can be started or called. */
    PROCESS,
    /** A decision of a DMN file. */
    DECISION,
    /** A form of user tasks or start events. */
    FORM
  }
}
