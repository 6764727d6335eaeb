package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.skill.Skill;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Param;
import io.waggle.tool.ToolCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTypeTest {
  record Refund(@Param("in cents") int amount, Optional<String> reason) {}

  record Tree(String name, List<Tree> parts) {}

  record Anything(Object value) {}

  private static AgentBuilder agent() {
    return Agent.named("clerk").model("any:model").instructions("You are a clerk.");
  }

  @Test
  void shouldMakeTheSchemaOfARecord() {
    assertThat(ResultType.of(Refund.class).schema())
        .hasToString(
            "{\"type\":\"object\",\"properties\":{\"amount\":{\"type\":\"integer\",\"description\":\"in cents\"},\"reason\":{\"type\":\"string\"}},\"required\":[\"amount\"],\"additionalProperties\":false}");
  }

  @Test
  void shouldAskForWhatIsNoObjectWithinOne() {
    ResultType numbers =
        ResultType.ofSchema("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");

    assertThat(numbers.isWrapped()).isTrue();
    assertThat(numbers.asked().at("/properties/result/items/type").asText()).isEqualTo("integer");
    assertThat(ResultType.of(Refund.class).isWrapped()).isFalse();
  }

  @Test
  void shouldKeepReferencesWithinTheObject() {
    ResultType words =
        ResultType.ofSchema(
            "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/word\"},\"$defs\":{\"word\":{\"type\":\"string\"}}}");

    assertThat(words.asked().at("/$defs/word/type").asText()).isEqualTo("string");
    assertThat(words.asked().at("/properties/result").has("$defs")).isFalse();
  }

  @Test
  void shouldTakeTypesThatContainThemselves() {
    assertThat(ResultType.of(Tree.class).schema().toString()).contains("$ref");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                              | allows anything
          []                                              | must be a JSON object
          {"type":"objct"}                                | is no JSON Schema: 'type'
          {"type":"object","$ref":"other.json"}           | refers to 'other.json'
          {"type":"object","properties":{"a":{"$ref":"#/$defs/b"}}} | refers to '#/$defs/b'
          {"type":"object","properties":{"a":{"type":"string","pattern":"(?=a)"}}} | regex pattern
          {"$schema":"http://json-schema.org/draft-04/schema#","type":"object"} | write it as JSON Schema 2020-12
          {"type":                                        | is not JSON
          {"type":"array","items":{"$ref":"#"}}           | write '#/$defs/<name>'
          """)
  void shouldRefuseSchemasThatCannotBeUsed(String schema, String words) {
    AgentBuilder agent = agent().result(schema);

    assertThatThrownBy(agent::build)
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent 'clerk': ")
        .hasMessageContaining(words);
  }

  @Test
  void shouldRefuseTypesThatNoModelCanWrite() {
    AgentBuilder agent = agent().result(Anything.class);

    assertThatThrownBy(agent::build)
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent 'clerk': its result type ")
        .hasMessageContaining("a model cannot write");
  }

  @Test
  void shouldTellDefinitionsWithOtherResultsApart() {
    String text = agent().build().digest();
    String refund = agent().result(Refund.class).build().digest();

    assertThat(refund).isNotEqualTo(text).isEqualTo(agent().result(Refund.class).build().digest());
    assertThat(agent().result("{\"type\":\"integer\"}").build().digest()).isNotEqualTo(refund);
  }

  @Test
  void shouldReadASchemaInTheFrontMatterOrBesideIt() {
    assertThat(
            file("{type: object, required: [amount]}", Map.of())
                .schema()
                .at("/required/0")
                .asText())
        .isEqualTo("amount");
    assertThat(
            file("refund.json", Map.of("refund.json", "{\"type\":\"integer\"}"))
                .schema()
                .path("type")
                .asText())
        .isEqualTo("integer");
    assertThat(
            file("refund.yaml", Map.of("refund.yaml", "type: boolean"))
                .schema()
                .path("type")
                .asText())
        .isEqualTo("boolean");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none.json    | names the file 'none.json', which is not beside this one
          ../none.json | the name of a file beside this one
          broken.json  | which is not JSON
          '{type: x}'  | is no JSON Schema
          42           | must be a JSON object
          """)
  void shouldNameAgentAndFileOfABadSchema(String entry, String words) {
    assertThatThrownBy(() -> file(entry, Map.of("broken.json", "{")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent file clerk.md: Agent 'clerk': ")
        .hasMessageContaining(words);
  }

  private static ResultType file(String entry, Map<String, String> beside) {
    String text =
        "---\nname: clerk\nmodel: any:model\nresult: %s\n---\nYou are a clerk.".formatted(entry);
    return new AgentFiles(ToolCatalog.of(Map.of()))
        .read("clerk.md", text, files(beside))
        .agent()
        .result();
  }

  private static Beside files(Map<String, String> content) {
    return new Beside() {
      @Override
      public Optional<String> text(String name) {
        return Optional.ofNullable(content.get(name));
      }

      @Override
      public List<Skill> skills(String folder) {
        return List.of();
      }
    };
  }
}
