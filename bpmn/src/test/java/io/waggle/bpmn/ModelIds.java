package io.waggle.bpmn;

import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads ids out of the models. */
final class ModelIds {
  private static final Set<String> NOT_PASSED_BY_TOKENS =
      Set.of("documentation", "extensionElements", "textAnnotation", "association");

  private ModelIds() {}

  /** Ids of the process of a model, its elements and its sequence flows. */
  static Set<String> ofEverythingIn(String resource) throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    try (InputStream model = ModelIds.class.getClassLoader().getResourceAsStream(resource)) {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var processes =
          factory.newDocumentBuilder().parse(model).getElementsByTagNameNS("*", "process");
      collect((Element) processes.item(0), ids);
    }
    return ids;
  }

  private static void collect(Element element, Set<String> ids) {
    ids.add(element.getAttribute("id"));
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner
          && inner.hasAttribute("id")
          && !inner.getLocalName().endsWith("EventDefinition")
          && !NOT_PASSED_BY_TOKENS.contains(inner.getLocalName())) {
        collect(inner, ids);
      }
    }
  }
}
