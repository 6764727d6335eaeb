package io.waggle.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One process of the platform.
 *
 * @param kind what it is
 * @param node a broker's number in its cluster, from 0, as in Zeebe's topology; {@link #ALONE} for
 *     everything of which there is one
 */
public record Component(Kind kind, int node) {
  /** Node of what has no number. */
  public static final int ALONE = -1;

  /** The secondary storage that the brokers export to and the web apps read from. */
  public static final Component OPENSEARCH = new Component(Kind.OPENSEARCH, ALONE);

  /** Zeebe with its gateway, where there is one broker. */
  public static final Component BROKER = new Component(Kind.BROKER, ALONE);

  /** What clients connect to where there are several brokers; lives on when one of them dies. */
  public static final Component GATEWAY = new Component(Kind.GATEWAY, ALONE);

  /** Operate and Tasklist, in one process. */
  public static final Component WEB_APPS = new Component(Kind.WEB_APPS, ALONE);

  /** What a process can be. */
  public enum Kind {
    /** Secondary storage. */
    OPENSEARCH("opensearch", "OpenSearch"),
    /** The engine. */
    BROKER("broker", "the Zeebe broker"),
    /** The engine's door, a process of its own in a cluster. */
    GATEWAY("gateway", "the Zeebe gateway"),
    /** The user interfaces. */
    WEB_APPS("webapps", "Operate and Tasklist");

    private final String label;
    private final String title;

    Kind(String label, String title) {
      this.label = label;
      this.title = title;
    }
  }

  /** Only brokers have numbers. */
  public Component {
    if (node < ALONE || (node != ALONE && kind != Kind.BROKER)) {
      throw new IllegalArgumentException("There is no component %s %d.".formatted(kind, node));
    }
  }

  /** The broker of this number, where there are several. */
  public static Component broker(int node) {
    return new Component(Kind.BROKER, node);
  }

  /** The components of a platform of so many brokers, in the order in which they start. */
  static List<Component> of(int brokers) {
    if (brokers == 1) {
      return List.of(OPENSEARCH, BROKER, WEB_APPS);
    }
    var all = new ArrayList<>(List.of(OPENSEARCH));
    IntStream.range(0, brokers).mapToObj(Component::broker).forEach(all::add);
    all.addAll(List.of(GATEWAY, WEB_APPS));
    return List.copyOf(all);
  }

  /** Every component that any platform has. */
  static List<Component> ofAnyPlatform() {
    return Stream.concat(Stream.of(BROKER), of(PlatformSettings.MOST_BROKERS).stream()).toList();
  }

  /** How commands, log files and the state file call it. */
  public String name() {
    return numbered() ? kind.label + "-" + node : kind.label;
  }

  /** How sentences call it. */
  public String title() {
    return numbered() ? "Zeebe broker " + node : kind.title;
  }

  /** How the files call it that all of its kind share. */
  String kindName() {
    return kind.label;
  }

  /** Whether it is one of several brokers. */
  boolean numbered() {
    return node != ALONE;
  }
}
