package io.waggle.tool;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON schemas of Java types, in the part of JSON Schema that models' providers take. */
final class SchemaSource {
  private static final Comparator<MemberScope<?, ?>> AS_DECLARED = (unusedOne, unusedOther) -> 0;

  /** Everything in its place, which models read best; fails for types that contain themselves. */
  static final SchemaGenerator INLINE = new SchemaGenerator(config(Option.INLINE_ALL_SCHEMAS));

  /** Types that occur twice go to {@code $defs}. */
  static final SchemaGenerator WITH_DEFINITIONS = new SchemaGenerator(config());

  private SchemaSource() {}

  private static SchemaGeneratorConfig config(Option... more) {
    var builder =
        new SchemaGeneratorConfigBuilder(
                ToolJson.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule())
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
    for (Option option : more) {
      builder.with(option);
    }
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(SchemaSource::custom)
        .withPropertySorter(AS_DECLARED);
    builder
        .forFields()
        .withDescriptionResolver(field -> param(field).map(Param::value).orElse(null))
        .withDefaultResolver(SchemaSource::fallback)
        .withRequiredCheck(SchemaSource::isRequired);
    return builder.build();
  }

  /** The generator also forbids every property at a choice itself, where it has none to allow. */
  static void allowChoices(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("additionalProperties").isBoolean()
        && !object.path("type").asText().equals("object")) {
      object.remove("additionalProperties");
    }
    schema.forEach(SchemaSource::allowChoices);
  }

  private static @Nullable CustomDefinition custom(
      ResolvedType type, SchemaGenerationContext context) {
    var raw = type.getErasedType();
    var scalar = ScalarTypes.schema(raw);
    if (scalar.isPresent()) {
      return inline(scalar.get());
    }
    if (raw.isEnum()) {
      return inline(enumeration(raw));
    }
    if (raw == Optional.class) {
      return inline(context.createDefinitionReference(type.getTypeParameters().get(0)));
    }
    return null;
  }

  private static CustomDefinition inline(ObjectNode schema) {
    return new CustomDefinition(
        schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  private static ObjectNode enumeration(Class<?> type) {
    var schema = ToolJson.MAPPER.createObjectNode();
    schema.put("type", "string");
    var values = schema.putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      JsonNode written = ToolJson.MAPPER.valueToTree(constant);
      values.add(written);
    }
    return schema;
  }

  private static Optional<Param> param(FieldScope field) {
    return Optional.ofNullable(field.getRawMember().getAnnotation(Param.class));
  }

  private static boolean isRequired(FieldScope field) {
    var raw = field.getRawMember();
    boolean optional =
        ToolParameter.isOptional(ToolJson.MAPPER.constructType(raw.getType()))
            || Nullness.isNullable(raw);
    return !optional && param(field).map(Param::defaultValue).orElse("").isEmpty();
  }

  private static @Nullable Object fallback(FieldScope field) {
    String text = param(field).map(Param::defaultValue).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return ToolJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new DefinitionException(
          "the default of '%s' is '%s', which is not JSON; a text stands in quotes"
              .formatted(field.getName(), text),
          e);
    }
  }
}
