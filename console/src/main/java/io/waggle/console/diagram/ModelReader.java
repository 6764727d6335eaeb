package io.waggle.console.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads from a model what its picture does not say: names, and which flow leads where. */
final class ModelReader {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  private ModelReader() {}

  /** Names of elements by their ids, in the order of the model, and its flows. */
  record Model(Map<String, String> names, List<Flow> flows) {}

  static Model read(String resource) {
    Map<String, String> names = new LinkedHashMap<>();
    List<Flow> flows = new ArrayList<>();
    try (InputStream stream = open(resource)) {
      XMLStreamReader xml = xml(stream);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && BPMN.equals(xml.getNamespaceURI())) {
          element(xml, names, flows);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException damaged) {
      throw new IllegalStateException("'%s' is no model.".formatted(resource), damaged);
    }
    return new Model(names, flows);
  }

  private static void element(XMLStreamReader xml, Map<String, String> names, List<Flow> flows) {
    String id = xml.getAttributeValue(null, "id");
    String name = xml.getAttributeValue(null, "name");
    if (id == null) {
      return;
    }
    if (xml.getLocalName().equals("sequenceFlow")) {
      flows.add(
          new Flow(
              id,
              xml.getAttributeValue(null, "sourceRef"),
              xml.getAttributeValue(null, "targetRef")));
    } else if (name != null) {
      names.put(id, name);
    }
  }

  static InputStream open(String resource) {
    InputStream stream = ModelReader.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "The class path has no '%s', which waggle-bpmn brings.".formatted(resource));
    }
    return stream;
  }

  /** Of a document that may refer to nothing. */
  static XMLStreamReader xml(InputStream stream) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory.createXMLStreamReader(stream, "UTF-8");
  }
}
