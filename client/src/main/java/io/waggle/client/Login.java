package io.waggle.client;

/**
 * A user of the cluster.
 *
 * @param user the user's name
 * @param password never printed
 */
public record Login(String user, String password) {
  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
