package io.waggle.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What a process says of itself to those who call it: its documentation; the schema of what it
 * takes, from its extension property {@value #INPUT} or else from its start form; and its effect,
 * from its extension property {@value #EFFECT}.
 *
 * @param description its documentation
 * @param parameters JSON Schema of the variables that it takes; of no properties if it takes none
 * @param effect what calling it again would do; {@link Effect#ONCE} where it does not say
 */
record ProcessInterface(String description, ObjectNode parameters, Effect effect) {
  static final String INPUT = "waggle.input";
  static final String EFFECT = "waggle.effect";

  /**
   * @param startForm schema of its start form, as JSON; empty without one
   * @throws DefinitionException if it cannot be read, or is not documented
   */
  static ProcessInterface of(String processId, String xml, Optional<String> startForm) {
    String what = "The process '%s'".formatted(processId);
    Element process =
        ModelXml.children(ModelXml.read(what, xml), "process")
            .filter(element -> element.getAttribute("id").equals(processId))
            .findFirst()
            .orElseThrow(() -> new DefinitionException(what + " is not in its own file."));
    String description = ModelXml.text(process, "documentation");
    if (description.isEmpty()) {
      throw new DefinitionException(
          what
              + " has no documentation, by which a model decides when to call it: write some into the process's 'Element documentation' in Modeler and deploy it, or set the tool's 'description'.");
    }
    return new ProcessInterface(
        description, parameters(what, properties(process), startForm), effect(what, process));
  }

  private static Map<String, String> properties(Element process) {
    return ModelXml.child(process, "extensionElements", "properties").stream()
        .flatMap(properties -> ModelXml.children(properties, "property"))
        .collect(
            Collectors.toMap(
                property -> property.getAttribute("name"),
                property -> property.getAttribute("value"),
                (first, second) -> first));
  }

  private static ObjectNode parameters(
      String what, Map<String, String> properties, Optional<String> startForm) {
    @Nullable String input = properties.get(INPUT);
    if (input != null) {
      return WrittenSchema.read("%s: its extension property '%s'".formatted(what, INPUT), input);
    }
    return startForm.map(form -> StartForm.schema(what, form)).orElseGet(WrittenSchema::object);
  }

  private static Effect effect(String what, Element process) {
    String effect = properties(process).getOrDefault(EFFECT, Effect.ONCE.name());
    try {
      return Effect.valueOf(effect.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new DefinitionException(
          "%s: its extension property '%s' is '%s'; it can be read, idempotent or once."
              .formatted(what, EFFECT, effect),
          unknown);
    }
  }
}
