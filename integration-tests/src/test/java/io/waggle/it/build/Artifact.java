package io.waggle.it.build;

/** Coordinates; without a version, {@code ""}, the parent's or the BOM's counts. */
record Artifact(String groupId, String artifactId, String version) {
  Artifact(String groupId, String artifactId) {
    this(groupId, artifactId, "");
  }

  String xml() {
    String named = element("groupId", groupId) + element("artifactId", artifactId);
    return version.isEmpty() ? named : named + element("version", version);
  }

  static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
