package io.waggle.process;

import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads BPMN and DMN files; elements are known by their local names. */
final class ModelXml {
  private ModelXml() {}

  /**
   * @param what the file, for messages
   * @throws DefinitionException if it is no XML
   */
  static Element read(String what, String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new DefinitionException(
          "%s cannot be read: %s".formatted(what, unreadable.getMessage()), unreadable);
    }
  }

  /** The elements of a name right below. */
  static Stream<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found.stream();
  }

  static Optional<Element> child(Element parent, String... path) {
    Optional<Element> at = Optional.of(parent);
    for (String name : path) {
      at = at.flatMap(element -> children(element, name).findFirst());
    }
    return at;
  }

  static String text(Element parent, String... path) {
    return child(parent, path).map(Element::getTextContent).map(String::strip).orElse("");
  }
}
