package io.waggle.gate;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code waggle.gate.*}.
 *
 * @param webhook where to post that somebody waits for a decision, as JSON; null: nowhere
 * @param tasklist the Tasklist that knows who decided; only for Camunda 8.6 and 8.7, newer clusters
 *     are asked through {@code camunda.client.*}
 * @param patience how long to wait until the cluster can tell who decided; default 5 s
 */
@ConfigurationProperties("waggle.gate")
public record GateProperties(
    @Nullable URI webhook, @Nullable Tasklist tasklist, @DefaultValue("5s") Duration patience) {

  /**
   * A Tasklist of 8.6 or 8.7.
   *
   * @param url for example {@code http://localhost:8080}
   * @param username who logs in
   * @param password with what
   */
  public record Tasklist(URI url, String username, String password) {
    @Override
    public String toString() {
      return "Tasklist[%s, %s]".formatted(url, username);
    }
  }
}
