package io.waggle.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;

/** Errors with which a request is answered in the server's place. */
final class AnsweredForServer {
  /** The server has gone; it may have acted. Of the range that the protocol leaves to us. */
  static final int LOST = -32_061;

  /** The server has answered with more than is read. */
  static final int TOO_LARGE = -32_062;

  private AnsweredForServer() {}

  static JSONRPCResponse lost(String id, String why) {
    return JSONRPCResponse.error(id, new JSONRPCError(LOST, why));
  }

  static JSONRPCResponse tooLarge(String id, long bytes, long most) {
    return JSONRPCResponse.error(id, new JSONRPCError(TOO_LARGE, tooLarge(bytes, most)));
  }

  private static String tooLarge(long bytes, long most) {
    return "The call was carried out. Its answer of %,d bytes is more than the %,d that are read, and nothing of it was kept. Ask for less at a time."
        .formatted(bytes, most);
  }
}
