package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a tool, what is noticed, and what a model gets to see. */
class PinnedToolTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"object"}                                                        | ''
          {}                                                                       | ''
          {"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}    | ''
          {"type":"object","properties":{"a":{"$ref":"#/definitions/x"}},"definitions":{"x":{"type":"string"}}} | ''
          {"type":"array"}                                                         | none of an object
          {"type":"object","properties":{"a":{"$ref":"https://example.com/a"}}}    | refers to 'https://example.com/a'
          {"type":"object","properties":{"a":{"type":"sting"}}}                    | is no JSON Schema
          """)
  void shouldOfferOnlyWhatArgumentsCanBeCheckedBy(String schema, String problem)
      throws IOException {
    var tool =
        tool("{\"name\":\"a\",\"description\":\"Does.\",\"inputSchema\":%s}".formatted(schema));

    if (problem.isEmpty()) {
      assertThat(tool.problem()).isEmpty();
      assertThat(tool.parameters().path("properties").isObject()).isTrue();
    } else {
      assertThat(tool.problem()).hasValueSatisfying(why -> assertThat(why).contains(problem));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","description":"Does.","inputSchema":{"type":"object"}} | ''
          {"name":"a","description":"Does it.","inputSchema":{"type":"object"}} | its description
          {"name":"a","description":"Does.","inputSchema":{"type":"object","required":["x"]}} | the schema of its arguments
          {"name":"a","description":"Does.","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}} | what it says about its effects
          """)
  void shouldNoticeWhatHasChanged(String live, String change) throws IOException {
    var pinned =
        tool("{\"name\":\"a\",\"description\":\"Does.\",\"inputSchema\":{\"type\":\"object\"}}");

    assertThat(pinned.changeTo(tool(live)).orElse("")).isEqualTo(change);
  }

  @Test
  void shouldBeTheSameAfterItWasWrittenDown() throws IOException {
    var tool =
        tool(
            "{\"name\":\"a\",\"title\":\"Act\",\"inputSchema\":{\"type\":\"object\"},\"annotations\":{\"idempotentHint\":true}}");

    String written = McpJson.MAPPER.writeValueAsString(tool);

    assertThat(McpJson.MAPPER.readValue(written, PinnedTool.class)).isEqualTo(tool);
    assertThat(tool.description()).isEqualTo("Act");
  }

  @ParameterizedTest
  @CsvSource({
    "files, read_file, files_read_file",
    "files, odd.name/x, files_odd_name_x",
    "s, a_name_that_is_far_longer_than_what_the_providers_of_models_would_ever_take, s_a_name_that_is_far_longer_than_what_the_providers_of_"
  })
  void shouldNameToolsAsProvidersTakeThem(String server, String tool, String name) {
    assertThat(ToolNames.of(server, tool)).startsWith(name).matches("[a-zA-Z0-9_-]{1,64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"content":[]} | Done; the tool has answered nothing.
          {"content":[],"structuredContent":{"a":1}} | {"a":1}
          {"content":[{"type":"resource_link","uri":"file:///a","name":"a"}]} | [a resource of the server, not read: file:///a]
          {"content":[{"type":"resource","resource":{"uri":"x:b","mimeType":"a/b","blob":"AAAA"}}]} | [x:b] [binary resource, a/b, 3 bytes, not shown]
          {"content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]} | one\\ntwo
          """)
  void shouldReadAnAnswer(String answer, String text) throws IOException {
    CallToolResult result = McpJson.mapper().readValue(answer, CallToolResult.class);

    assertThat(ResultText.of(result, 1_000)).isEqualTo(text.replace("\\n", "\n"));
  }

  private static PinnedTool tool(String json) throws IOException {
    return PinnedTool.of(McpJson.mapper().readValue(json, McpSchema.Tool.class));
  }
}
