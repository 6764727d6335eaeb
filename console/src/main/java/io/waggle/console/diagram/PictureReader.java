package io.waggle.console.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a picture as Camunda Modeler's canvas has drawn it, into pieces. Colours become those of
 * the page, styles become attributes: a page of ours allows no styles in its markup. What only the
 * canvas needs is left out.
 */
final class PictureReader {
  private static final String INK = "rgb(34, 36, 42)";
  private static final Set<String> LEFT_OUT =
      Set.of("lineHeight", "data-corner-radius", "data-marker", "class", "style");
  private static final Set<String> OF_THE_CANVAS =
      Set.of("display", "stroke-linecap", "stroke-linejoin", "font-family", "font-weight");

  /** Width and height of a task; its name is written larger, for pages show it small. */
  private static final List<String> TASK = List.of("100", "80");

  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private String element = "";
  private String box = "";
  private boolean task;

  private PictureReader() {}

  /** A picture without its frame, and the part of the drawing that it shows. */
  record Drawing(String box, List<Piece> pieces) {}

  static Drawing read(String resource) {
    PictureReader reader = new PictureReader();
    try (InputStream stream = ModelReader.open(resource)) {
      XMLStreamReader xml = ModelReader.xml(stream);
      reader.read(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException damaged) {
      throw new IllegalStateException("'%s' is no picture.".formatted(resource), damaged);
    }
    return new Drawing(reader.box, List.copyOf(reader.pieces));
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    int skipped = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (skipped > 0 || isLeftOut(xml)) {
            skipped++;
          } else {
            start(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (skipped > 0) {
            skipped--;
          } else {
            text.append("</").append(open.pop()).append('>');
          }
        }
        case XMLStreamConstants.CHARACTERS -> text.append(escaped(xml.getText()));
        default -> {}
      }
    }
    cut();
  }

  /** What catches the mouse; the box around a shape says how wide it is. */
  private boolean isLeftOut(XMLStreamReader xml) {
    String style = attribute(xml, "class");
    if (style.contains("djs-hit-all")) {
      String width = attribute(xml, "width");
      if (!element.endsWith("_label") && !width.isEmpty()) {
        add(new Piece.Corner(element, width));
      }
      return true;
    }
    boolean ground = open.size() == 1 && xml.getLocalName().equals("rect");
    return style.contains("djs-hit") || ground;
  }

  private void start(XMLStreamReader xml) {
    String name = xml.getLocalName();
    if (name.equals("svg")) {
      box = attribute(xml, "viewBox");
      open.push("g");
      text.append("<g>");
      return;
    }
    open.push(name);
    text.append('<').append(name);
    String id = attribute(xml, "data-element-id");
    if (!id.isEmpty()) {
      element = id;
      task = false;
      text.append(" class=\"");
      add(new Piece.Style(id));
      text.append('"');
    }
    Map<String, String> styles = styles(attribute(xml, "style"));
    Map<String, String> attributes = attributes(xml);
    task |= name.equals("rect") && attributes.values().containsAll(TASK);
    if (task && name.equals("text")) {
      styles.put("font-size", "13.5px");
      styles.put("text-anchor", "middle");
    } else if (task && name.equals("tspan")) {
      attributes.put("x", "50");
    }
    String fill = styles.remove("fill");
    if ("white".equals(fill)) {
      text.append(" class=\"ground\"");
    } else if (fill != null) {
      write("fill", fill);
    }
    attributes.forEach(this::write);
    styles.forEach(this::write);
    text.append('>');
  }

  private static Map<String, String> attributes(XMLStreamReader xml) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (!LEFT_OUT.contains(xml.getAttributeLocalName(i))) {
        attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
      }
    }
    return attributes;
  }

  private static Map<String, String> styles(String style) {
    Map<String, String> styles = new HashMap<>();
    for (String one : style.split(";", -1)) {
      int colon = one.indexOf(':');
      String name = colon < 0 ? "" : one.substring(0, colon).strip();
      if (!name.isEmpty() && !OF_THE_CANVAS.contains(name)) {
        styles.put(name, one.substring(colon + 1).strip());
      }
    }
    return styles;
  }

  private void write(String name, String value) {
    text.append(' ').append(name).append("=\"");
    int own = value.indexOf("marker-");
    if (own >= 0 && (name.equals("id") || name.startsWith("marker"))) {
      text.append(escaped(value.substring(0, own).replace("'", "")));
      add(new Piece.Own());
      text.append(escaped(value.substring(own).replace("'", "")));
    } else {
      text.append(escaped(value.equals(INK) ? "currentColor" : value));
    }
    text.append('"');
  }

  private void add(Piece piece) {
    cut();
    pieces.add(piece);
  }

  private void cut() {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text.toString()));
      text.setLength(0);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
