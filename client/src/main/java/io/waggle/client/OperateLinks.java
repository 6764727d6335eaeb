package io.waggle.client;

import java.net.URI;

/** Pages of Operate, the same since 8.0. */
final class OperateLinks {
  private OperateLinks() {}

  static URI instance(Connection connection, long key) {
    return connection.web("/operate/processes/" + key);
  }
}
