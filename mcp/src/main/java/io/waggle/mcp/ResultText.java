package io.waggle.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.waggle.bpmn.Cut;
import java.util.ArrayList;
import java.util.List;

/** What a model reads of an MCP tool's answer: texts as they are, everything else as a line. */
final class ResultText {
  private ResultText() {}

  /**
   * @param most characters that are kept, the notice of a cut included
   */
  static String of(McpSchema.CallToolResult result, int most) {
    List<String> parts = new ArrayList<>();
    if (result.content() != null) {
      result.content().forEach(content -> parts.add(part(content)));
    }
    if (parts.isEmpty() && result.structuredContent() != null) {
      parts.add(McpJson.json(result.structuredContent()).toString());
    }
    String text =
        parts.isEmpty() ? "Done; the tool has answered nothing." : String.join("\n", parts);
    return Cut.noted(text, most, "%,d".formatted(text.length()), "ask for less at a time");
  }

  private static String part(McpSchema.Content content) {
    return switch (content) {
      case McpSchema.TextContent text -> String.valueOf(text.text());
      case McpSchema.ImageContent image -> media("image", image.mimeType(), image.data());
      case McpSchema.AudioContent audio -> media("audio", audio.mimeType(), audio.data());
      case McpSchema.EmbeddedResource resource -> resource(resource.resource());
      case McpSchema.ResourceLink link ->
          "[a resource of the server, not read: %s]".formatted(link.uri());
      default -> "[content of the type '%s', not shown]".formatted(content.type());
    };
  }

  private static String resource(McpSchema.ResourceContents resource) {
    return switch (resource) {
      case McpSchema.TextResourceContents text -> "[%s]%n%s".formatted(text.uri(), text.text());
      case McpSchema.BlobResourceContents blob ->
          "[%s] %s".formatted(blob.uri(), media("binary resource", blob.mimeType(), blob.blob()));
      default -> "[%s, not shown]".formatted(resource.uri());
    };
  }

  private static String media(String what, String type, String base64) {
    long bytes = base64 == null ? 0 : base64.length() * 3L / 4;
    return "[%s, %s, %,d bytes, not shown]".formatted(what, type, bytes);
  }
}
