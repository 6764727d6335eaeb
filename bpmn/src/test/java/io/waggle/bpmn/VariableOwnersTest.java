package io.waggle.bpmn;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The models and the docs agree on whose each variable of a run is. */
class VariableOwnersTest {
  private static final Set<String> IN =
      Set.of(
          Variables.AGENT,
          Variables.TASK,
          Variables.INPUT,
          Variables.LIMITS,
          Variables.RUN_ID,
          Variables.REPLAY,
          Variables.FAILURE_AS);
  private static final Set<String> OUT =
      Set.of(
          Variables.RESULT,
          Variables.OUTCOME,
          Variables.USAGE,
          Variables.RESULT_REF,
          Variables.UNDONE,
          Variables.DECISIONS);
  private static final Path PAGE = Path.of("../docs/variables.md");

  static List<String> models() {
    return Models.RESOURCES.stream().filter(name -> name.endsWith(".bpmn")).toList();
  }

  private static Element process(String resource) throws Exception {
    try (InputStream model =
        VariableOwnersTest.class.getClassLoader().getResourceAsStream(resource)) {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return (Element)
          factory.newDocumentBuilder().parse(model).getElementsByTagNameNS("*", "process").item(0);
    }
  }

  private static Element agent() throws Exception {
    return process("bpmn/waggle-agent.bpmn");
  }

  private static Element frame() throws Exception {
    return all(agent(), "subProcess")
        .filter(element -> element.getAttribute("id").equals(Models.RUN))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Element> all(Element in, String name) {
    return elements(in.getElementsByTagNameNS("*", name));
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
  }

  /** Targets of an element's own mappings, {@code limits.maxSteps} counting as {@code limits}. */
  private static Set<String> mapped(Element element, String direction) {
    return all(element, direction)
        .filter(mapping -> owner(mapping).isSameNode(element))
        .map(mapping -> mapping.getAttribute("target").split("\\.", -1)[0])
        .collect(toCollection(TreeSet::new));
  }

  /** The element of the diagram that a mapping or a loop belongs to. */
  private static Element owner(Element part) {
    Node node = part;
    while (!Objects.requireNonNull(node).getLocalName().equals("extensionElements")) {
      node = node.getParentNode();
    }
    Element owner = (Element) node.getParentNode();
    return owner.getLocalName().equals("multiInstanceLoopCharacteristics")
        ? (Element) owner.getParentNode()
        : owner;
  }

  @Test
  void shouldWriteNothingButTheResultIntoTheProcessItself() throws Exception {
    Element frame = frame();

    assertThat(mapped(frame, "output")).isEqualTo(OUT);
    for (Element mapping : all(agent(), "output").toList()) {
      assertThat(owner(mapping).getAttribute("id"))
          .satisfiesAnyOf(
              id -> assertThat(id).isEqualTo(Models.RUN),
              id -> assertThat(ids(frame)).contains(id));
    }
    assertThat(agent().getChildNodes())
        .satisfies(
            children ->
                assertThat(
                        IntStream.range(0, children.getLength())
                            .mapToObj(children::item)
                            .map(Node::getLocalName)
                            .filter(Objects::nonNull))
                    .containsOnly(
                        "documentation",
                        "startEvent",
                        "subProcess",
                        "exclusiveGateway",
                        "serviceTask",
                        "endEvent",
                        "sequenceFlow"));
  }

  private static Set<String> ids(Element in) {
    return elements(in.getElementsByTagNameNS("*", "*"))
        .map(element -> element.getAttribute("id"))
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void shouldBeginEveryVariableOfARunInItsFrame() throws Exception {
    Element frame = frame();

    for (Element mapping : all(frame, "output").toList()) {
      String name = mapping.getAttribute("target");
      if (!owner(mapping).isSameNode(frame)) {
        assertThat(localTo(owner(mapping))).as(owner(mapping).getAttribute("id")).contains(name);
      }
    }
    for (Element loop : all(frame, "loopCharacteristics").toList()) {
      assertThat(localTo(owner(loop))).contains(loop.getAttribute("outputCollection"));
    }
  }

  /** Names that are found before the process itself is looked at. */
  private static Set<String> localTo(Element element) {
    Set<String> names = new TreeSet<>();
    all(element, "loopCharacteristics")
        .map(loop -> loop.getAttribute("outputElement").substring(1))
        .forEach(names::add);
    for (Node scope = element.getParentNode();
        scope instanceof Element outer && !outer.getLocalName().equals("process");
        scope = scope.getParentNode()) {
      names.addAll(mapped(outer, "input"));
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldHandNothingOverUnasked(String resource) throws Exception {
    assertThat(all(process(resource), "calledElement"))
        .allSatisfy(
            called -> {
              assertThat(called.getAttribute("propagateAllParentVariables")).isEqualTo("false");
              assertThat(called.getAttribute("propagateAllChildVariables")).isEqualTo("false");
            });
  }

  @Test
  void shouldSayInTheDocsWhoseEachVariableIs() throws Exception {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("## Whose a variable is"));
    List<String> rows =
        table
            .substring(0, table.indexOf("\n## ", 1))
            .lines()
            .filter(l -> l.startsWith("| `"))
            .toList();
    Set<String> ownToARun = new TreeSet<>(mapped(frame(), "input"));
    ownToARun.removeAll(OUT);
    ownToARun.removeAll(IN);

    assertThat(names(rows.get(0))).isEqualTo(IN);
    assertThat(names(rows.get(1))).isEqualTo(OUT);
    assertThat(names(rows.get(2))).isEqualTo(ownToARun);
  }

  private static Set<String> names(String row) {
    return Pattern.compile("`(\\w+)`")
        .matcher(row.split("\\|", -1)[1])
        .results()
        .map(MatchResult::group)
        .map(quoted -> quoted.substring(1, quoted.length() - 1))
        .collect(toCollection(LinkedHashSet::new));
  }
}
