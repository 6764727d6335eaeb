package io.waggle.console.diagram;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The picture of a model, which is read once and drawn for each run. */
public final class Picture {
  /** Gateways and events: where all is well there, their colour is enough. */
  private static final double SMALL = 60;

  private final String process;
  private final String title;
  private final PictureReader.Drawing drawing;
  private final ModelReader.Model model;

  private Picture(
      String process, String title, PictureReader.Drawing drawing, ModelReader.Model model) {
    this.process = process;
    this.title = title;
    this.drawing = drawing;
    this.model = model;
  }

  /**
   * @param process id of one of {@link io.waggle.bpmn.Models}
   * @param title what the picture shows, for those who do not see it
   */
  public static Picture of(String process, String title) {
    return new Picture(
        process,
        title,
        PictureReader.read("bpmn/" + process + ".svg"),
        ModelReader.read("bpmn/" + process + ".bpmn"));
  }

  /**
   * @return the flows of the model
   */
  public List<Flow> flows() {
    return model.flows();
  }

  /**
   * @return what the model calls an element; its id where it has no name
   */
  public String name(String element) {
    return model.names().getOrDefault(element, element);
  }

  /**
   * @return whether the model has such an element
   */
  public boolean has(String element) {
    return model.names().containsKey(element);
  }

  /**
   * @param marks by the ids of elements and flows; those that the model does not have are left out
   * @param own letters and digits that no other picture in the page has
   * @return SVG markup in which nothing is from anywhere but the model
   */
  public String drawn(Map<String, Mark> marks, String own) {
    String id = process + "-" + own;
    StringBuilder svg = new StringBuilder(96 * 1024);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"")
        .append(drawing.box())
        .append("\" aria-labelledby=\"%s-title %s-words\">".formatted(id, id))
        .append("<title id=\"%s-title\">%s</title>".formatted(id, PictureReader.escaped(title)))
        .append("<desc id=\"%s-words\">".formatted(id))
        .append(PictureReader.escaped(words(marks)))
        .append("</desc>");
    for (Piece piece : drawing.pieces()) {
      switch (piece) {
        case Piece.Text text -> svg.append(text.markup());
        case Piece.Style style -> svg.append(style(marks.get(style.element())));
        case Piece.Corner corner -> svg.append(sign(corner, marks.get(corner.element())));
        case Piece.Own ignored -> svg.append(own).append('-');
      }
    }
    return svg.append("</svg>").toString();
  }

  private static String style(@Nullable Mark mark) {
    return mark == null ? "el" : "el " + mark.style();
  }

  private static String sign(Piece.Corner corner, @Nullable Mark mark) {
    boolean small = Double.parseDouble(corner.right()) < SMALL;
    return mark == null || (small && (mark == Mark.PASSED || mark == Mark.ACTIVE))
        ? ""
        : "<g class=\"sign\" transform=\"translate(%s)\"><circle r=\"15\"/><text text-anchor=\"middle\" dy=\"7\">%s</text></g>"
            .formatted(corner.right(), mark.sign());
  }

  /**
   * @return the marks in a sentence or two, the most urgent first
   */
  public String words(Map<String, Mark> marks) {
    Map<Mark, List<String>> elements = new EnumMap<>(Mark.class);
    model
        .names()
        .forEach(
            (id, name) -> {
              Mark mark = marks.get(id);
              if (mark != null) {
                elements.computeIfAbsent(mark, unused -> new ArrayList<>()).add(name);
              }
            });
    List<String> sentences = new ArrayList<>();
    for (Mark mark : List.of(Mark.INCIDENT, Mark.WAITING, Mark.ACTIVE, Mark.STOPPED, Mark.PASSED)) {
      if (elements.containsKey(mark)) {
        sentences.add(
            elements.get(mark).stream()
                .collect(Collectors.joining(", ", mark.words() + ": ", ".")));
      }
    }
    return sentences.isEmpty() ? "Nothing has begun yet." : String.join(" ", sentences);
  }
}
